/** Every finding by code, in every language. A code with several texts has variants behind `/`. */
import type { Problem } from '../problems.ts'
import type { Entry, Locale, Sentences } from './entry.ts'
import { advice } from './advice.ts'
import { names } from './names.ts'
import { syntax } from './syntax.ts'
import { values } from './values.ts'

export type { Locale } from './entry.ts'

export const catalogue = { ...syntax, ...names, ...values, ...advice } as const satisfies Record<string, Entry>
export type CatalogueId = keyof typeof catalogue

type Args = Problem['args']

/** Fills `{name}`; null when a name is not among `args`. `{{` is left alone. */
function fill(sentence: string, args: Args): string | null {
  let whole = true
  const filled = sentence.replace(/(?<!\{)\{([a-z]+)\}(?!\})/gu, (_, name: string) => {
    const value = args[name]
    if (value === undefined) whole = false
    return String(value)
  })
  return whole ? filled : null
}

export interface Told {
  readonly message: string
  readonly here: string | null
  readonly labels: readonly string[]
  readonly help: string | null
  readonly fix: string | null
}

/** A finding's sentences in one language. */
export function tell(id: CatalogueId, args: Args, locale: Locale): Told {
  const { message, here, labels, help, fix }: Sentences = catalogue[id][locale]
  const filled = (sentence: string | undefined) => (sentence === undefined ? null : fill(sentence, args))
  return {
    message: filled(message) ?? message,
    here: filled(here),
    labels: (labels ?? []).map((label) => filled(label) ?? label),
    help: help?.map((sentence) => fill(sentence, args)).find((sentence) => sentence !== null) ?? null,
    fix: filled(fix),
  }
}

export const isCatalogueId = (id: string): id is CatalogueId => Object.hasOwn(catalogue, id)
