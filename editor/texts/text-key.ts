import type { en } from './en.ts'

type English = typeof en
export type TextKey = keyof English
/** A language that lacks a text, or has one too many, does not compile. */
export type Texts = { readonly [K in TextKey]: string }

type SlotsIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | SlotsIn<Rest> : never
/** The slots of a text, by their names. */
export type SlotsOf<K extends TextKey> = SlotsIn<English[K]>
/** What fills a text: nothing where it has no slots. */
export type Filling<K extends TextKey, V> = [SlotsOf<K>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<SlotsOf<K>, V>>]
