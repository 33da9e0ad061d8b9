/** Rules with a word wrong somewhere: a fix that is called safe mends the place, and leaves no error there or right behind. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parse } from '../../../dsl/syntax/parse.ts'
import { isTrivia } from '../../../dsl/syntax/token.ts'
import { mended } from '../marked.ts'
import { shipped } from './any-text.ts'

/** Words that people put in the place of ours, and marks of other languages. */
const foreign = `in of to for on by with is as at within per from = == ~ =~ ! && || ; : , ( ) { } [ ] . - / when if then
  or and not has group_by matchers weekdays daily 5 15m "5m" "x" x label.x @a monday 9:00 // 1.5h until while rule`.split(
  /\s+/u,
)

const declarations = shipped.flatMap((text) =>
  parse(text, 'a.rule').pieces.map(({ at }) => text.slice(at.start, at.end)),
)

const spoilt = fc
  .tuple(
    fc.constantFrom(...declarations),
    fc.nat(),
    fc.constantFrom('out', 'twice', 'swap', 'put', 'before', 'upper'),
    fc.constantFrom(...foreign),
  )
  .map(([text, at, how, put]) => {
    const words = parse(text, 'a.rule').tokens.filter((token) => !isTrivia(token))
    const index = at % words.length
    const word = words[index] as (typeof words)[number]
    const next = words[index + 1] ?? word
    const [from, to] = [text.slice(0, word.at.start), text.slice(word.at.end)]
    if (how === 'out') return from + to
    if (how === 'twice') return `${from}${word.text} ${word.text}${to}`
    if (how === 'upper') return from + word.text.toUpperCase() + to
    if (how === 'before') return `${from}${put} ${word.text}${to}`
    if (how === 'put' || next === word) return `${from}${put}${to}`
    return from + next.text + text.slice(word.at.end, next.at.start) + word.text + text.slice(next.at.end)
  })

export function safeFixesLeadOn(text: string): void {
  for (const problem of parse(text, 'a.rule').problems) {
    const { fix } = problem
    if (!fix?.safe) continue
    const right = mended(text, problem)
    assert(right !== null)
    const answer = parse(right, 'a.rule')
    const first = Math.min(...fix.edits.map(({ range }) => range.start.offset))
    const growth = right.length - text.length
    const last = Math.max(...fix.edits.map(({ range }) => range.end.offset), problem.range.start.offset) + growth
    const behind = answer.tokens.find((token) => !isTrivia(token) && token.at.start >= last)?.at.start ?? last
    const still = answer.problems.filter(
      ({ range, severity }) =>
        severity === 'error' && range.start.offset >= first && range.start.offset <= Math.max(behind, last),
    )
    assert.deepEqual(
      still.map(({ code, message, range }) => ({ code, message, at: range.start })),
      [],
      `${problem.code} ${problem.message} [${problem.help}]\n${text}\n--- its fix:\n${right}`,
    )
  }
}
export const safeFixes = fc.property(spoilt, safeFixesLeadOn)
