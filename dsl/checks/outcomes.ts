/** E313: words that the outcome of a step never is. */
import { nearest } from '../model/nearest.ts'
import { own } from '../model/own.ts'
import type { Compare, Membership, Step, Value } from '../syntax/ast.ts'
import { plainText } from './file-set.ts'
import { makersIn } from './makers.ts'
import type { Accept, Check, Place } from './place.ts'

/** As `dsl/run/steps` gives them. */
const outcomes: Partial<Record<Step['kind'], readonly string[]>> = {
  'wait for': ['acked', 'resolved', 'timeout'],
  'wait until': ['holds', 'timeout', 'resolved'],
  'call step': ['ok', 'failed'],
}

/** What people say for them. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  acked: ['ack', 'acknowledged', 'acknowledge'],
  timeout: ['timed out', 'timedout', 'timed_out', 'expired', 'time out'],
  resolved: ['recovered', 'closed', 'ok'],
  holds: ['true', 'ok', 'succeeded', 'success'],
  ok: ['succeeded', 'success', 'done', 'completed'],
  failed: ['failure', 'error'],
}

/** The words that `a.outcome` may be; null where it is no such path, or something else may bring `a`. */
function wordsOf(value: Value, place: Place): readonly string[] | null {
  if (value.kind !== 'path' || value.segments.length !== 2 || value.segments[1] !== 'outcome') return null
  const name = String(value.segments[0])
  if (!place.scope.knows(name) && !place.scope.mayKnow(name)) return null
  const makers = makersIn(place.declaration).get(name) ?? []
  const words = makers.map((maker) => (maker.kind === 'step' ? outcomes[maker.step.kind] : undefined))
  if (words.length === 0 || words.some((one) => one === undefined)) return null
  return [...new Set(words.flatMap((one) => one ?? []))]
}

function wordFits(value: Value, words: readonly string[], accept: Accept) {
  const name = plainText(value)
  if (name === null || words.includes(name)) return
  const known = words.join(', ')
  const said = name.toLowerCase()
  const meant = words.find((word) => own(foreign, word)?.includes(said)) ?? nearest(name, words)
  if (meant === null) return accept({ id: 'E313', at: value.at, args: { name, known } })
  const near = `"${meant}"`
  const fix = { edits: [{ at: value.at, text: near }], safe: false }
  accept({ id: 'E313', at: value.at, args: { name, known, near }, fix })
}

export const outcomeIsOne: Check<Compare | Membership> = (node, place, accept) => {
  for (const [asked, beside] of [
    [node.left, node.right],
    [node.right, node.left],
  ] as const) {
    const words = wordsOf(asked, place)
    if (words === null) continue
    // A piece of a word is no word.
    if (node.kind === 'compare') wordFits(beside, words, accept)
    else if (node.kind === 'in' && beside.kind === 'list')
      for (const item of beside.items) wordFits(item, words, accept)
  }
}
