import { format } from '../../../dsl/format/index.ts'
import { ruleText } from './rules.ts'

/** Milliseconds to format one file of so many rules, written carelessly, and to compare the meaning (language.md section 8). */
export function timeOfFormat(rules: number): number {
  const careless = Array.from({ length: rules }, (_, number) => ruleText(number).replaceAll(/^ +/gmu, '')).join('')
  const start = performance.now()
  const formatted = format(`edition 1\n${careless}`, 'a.rule')
  const ms = performance.now() - start
  if (formatted.kind === 'refused') throw new Error(`unexpected: ${formatted.problems[0]?.message}`)
  return ms
}
