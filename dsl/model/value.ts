/**
 * Values as conditions and steps see them. Everything is plain JSON, so a value crosses HTTP, the database and Temporal
 * unchanged; the types that JSON lacks are objects with one `$` member naming the type.
 */
import type { Severity } from './severity.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** 95.2 % is `{ $: 'percent', value: 95.2 }` (D95). */
export interface Percent {
  readonly $: 'percent'
  readonly value: number
}
export interface Duration {
  readonly $: 'duration'
  readonly ms: number
}
export interface Size {
  readonly $: 'size'
  readonly bytes: number
}
/** An instant, milliseconds since 1970 UTC. */
export interface Time {
  readonly $: 'time'
  readonly ms: number
}
export interface SeverityValue {
  readonly $: 'severity'
  readonly severity: Severity
}
/** `@payments` as a value. */
export interface HandleValue {
  readonly $: 'handle'
  readonly name: string
}
export type Typed = Percent | Duration | Size | Time | SeverityValue | HandleValue
/** What an expression evaluates to; `undefined` is "missing" and never travels. */
export type Value = null | boolean | number | string | Typed | readonly Value[] | { readonly [key: string]: Value }

/** The measured value of an alert (D42). */
export type Measured = number | Percent | Duration | Size
