/** Every finding by code, in every language. A code with several texts has variants behind `/`. */
import type { Problem } from '../problems.ts'
import { advice } from './advice.ts'
import { comparisons } from './comparisons.ts'
import { edits } from './edits.ts'
import type { Entry, Locale, Sentences } from './entry.ts'
import { growth } from './growth.ts'
import { type HintId, hints } from './hints.ts'
import { lists } from './lists.ts'
import { names } from './names.ts'
import { references } from './references.ts'
import { silent } from './silent.ts'
import { syntax } from './syntax.ts'
import { termArgs, terms } from './terms.ts'
import { testNames } from './test-names.ts'
import { truths } from './truths.ts'
import { values } from './values.ts'

export type { Locale } from './entry.ts'
export type { HintId } from './hints.ts'

export const catalogue = {
  ...syntax,
  ...names,
  ...references,
  ...comparisons,
  ...values,
  ...lists,
  ...growth,
  ...advice,
  ...silent,
  ...edits,
  ...testNames,
  ...truths,
} as const satisfies Record<string, Entry>
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

const isHint = (id: unknown): id is HintId => typeof id === 'string' && Object.hasOwn(hints, id)

const term = (id: string, locale: Locale): string => terms.get(id)?.[locale] ?? id

/** Several things of which one is meant; `…` at the end stands for more. */
function listed(ids: string, locale: Locale): string {
  const all = ids.split('|').map((id) => term(id, locale))
  const isCut = all.at(-1) === '…'
  if (locale === 'zh')
    return isCut ? `${all.slice(0, -1).join('、')} 等之一` : all.join('、').replace(/、([^、]*)$/u, ' 或 $1')
  if (isCut) return `one of ${all.slice(0, -1).join(', ')} …`
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
}

/** The arguments as this language says them: kinds of things and advice are told by their ids. */
function spoken(args: Args, locale: Locale): Args {
  const said = Object.entries(args).map(([name, value]) => {
    if (typeof value !== 'string') return [name, value]
    if (name === 'expected') return [name, listed(value, locale)]
    if (name === 'hint')
      return [name, isHint(value) ? (fill(hints[value][locale], args) ?? hints[value][locale]) : value]
    return [name, termArgs.has(name) ? term(value, locale) : value]
  })
  return Object.fromEntries(said) as Args
}

/** A finding's sentences in one language. */
export function tell(id: CatalogueId, args: Args, locale: Locale): Told {
  const { message, here, labels, help, fix }: Sentences = catalogue[id][locale]
  const told = spoken(args, locale)
  const filled = (sentence: string | undefined) => (sentence === undefined ? null : fill(sentence, told))
  return {
    message: filled(message) ?? message,
    here: filled(here),
    labels: (labels ?? []).map((label) => filled(label) ?? label),
    help: help?.map((sentence) => fill(sentence, told)).find((sentence) => sentence !== null) ?? null,
    fix: filled(fix),
  }
}

/** What only warns: the file loads all the same. */
const warns = new Set(['S602'])
export const severityOf = (id: string): Problem['severity'] =>
  id.startsWith('W') || warns.has(id.split('/')[0] ?? '') ? 'warning' : 'error'

export const isCatalogueId = (id: string): id is CatalogueId => Object.hasOwn(catalogue, id)
