import type { Json } from './value.ts'

/** Whether a value out of JSON has members by name: no list, and not nothing. */
export const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
