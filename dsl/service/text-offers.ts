/** What could stand inside a text: files after `use`, zones after `in`, and names and filters between `{{ }}`. */
import type { Offer } from './completion.ts'
import { declaredOffers, filterOffers, functionOffers, pathOffers, wordOffers } from './name-offers.ts'
import type { Around } from './offers.ts'
import { localNames, memberOffers } from './result-members.ts'

export interface TextOffers {
  readonly all: readonly Offer[]
  /** How many characters before the cursor an offer replaces. */
  readonly start: number
}
const nothing: TextOffers = { all: [], start: 0 }

/** The way from the folder of one file to another file. */
function relative(from: string, to: string): string {
  const here = from.split('/').slice(0, -1)
  const there = to.split('/')
  while (here.length > 0 && there.length > 1 && here[0] === there[0]) {
    here.shift()
    there.shift()
  }
  return [...here.map(() => '..'), ...there].join('/')
}

function inHole(inside: string, around: Around): TextOffers {
  const { project, parsed, words } = around
  const typed = /[\p{L}_][\p{L}\p{M}\p{N}_.]*$/u.exec(inside)?.[0] ?? ''
  const before = inside.slice(0, inside.length - typed.length)
  const all = /\|\s*$/u.test(before)
    ? filterOffers
    : /^\s*$|[(,]\s*$/u.test(before)
      ? [
          ...wordOffers(localNames(around), 'variable'),
          ...memberOffers(around),
          ...declaredOffers(project, parsed, ['const'], 'constant'),
          ...pathOffers(project, words),
          ...functionOffers,
        ]
      : []
  return { all, start: typed.length }
}

/** @param inside the characters of the text before the cursor; `around.words` are those before the text */
export function inText(inside: string, around: Around): TextOffers {
  const { project, parsed, words } = around
  const hole = inside.lastIndexOf('{{')
  if (hole !== -1 && !inside.slice(hole).includes('}}')) return inHole(inside.slice(hole + 2), around)
  const all = (offers: readonly Offer[]): TextOffers => ({ all: offers, start: inside.length })
  const before = words.at(-1)?.text
  switch (before) {
    case 'use':
      return all(
        wordOffers(
          [...project.files.keys()]
            .filter((path) => path !== parsed?.file)
            .map((path) => relative(parsed?.file ?? '', path)),
          'file',
        ),
      )
    case 'rule':
    case 'matched':
    case 'of':
      return before === 'rule' && words.length === 1
        ? nothing
        : all(declaredOffers(project, undefined, ['rule'], 'rule'))
    case 'in':
      return all(wordOffers(['UTC', ...Intl.supportedValuesOf('timeZone')], 'value', 'time zone'))
    case 'notify':
    case ',':
      return inside.startsWith('#') || inside === ''
        ? all(wordOffers(project.live.rooms ?? [], 'handle', 'room'))
        : nothing
    default:
      return nothing
  }
}
