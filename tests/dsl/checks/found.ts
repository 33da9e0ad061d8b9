/** One finding at the marks of a sample, or none. */
import { expect } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { unmark } from '../marked.ts'

export type Row = [marked: string, code: string | null, help?: RegExp]

export const rule = (inside: string) => `rule "r" { ${inside} }`
export const when = (condition: string) => rule(`when ${condition} then { end ok }`)
/** Not `then`: a module that exports one is taken for a promise, and waited for. */
export const doing = (steps: string) => rule(`then { ${steps} } on error { end failed }`)

/** Finds exactly the code at the marks, or nothing at all. */
export function expectFinding(marked: string, code: string | null, help?: RegExp) {
  const { text, start, end } = unmark(marked)
  const found = check([parse(text, 'a.rule')], {}, { executed: false })
  expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  if (code === null) return
  const [{ range, help: told } = expect.unreachable()] = found
  expect([range.start.offset, range.end.offset]).toEqual([start, end])
  if (help) expect(told).toMatch(help)
}
