import { parse } from '../syntax/parse.ts'
import { layOut } from './file.ts'
import { type Formatted, verified } from './verified.ts'

export type { Formatted } from './verified.ts'

/**
 * A rule file in the one form that all rule files have (language.md section 8). What it says stays the same, and so do its
 * comments: that is compared before it is given out.
 * @param file the path that problems name
 */
export function format(text: string, file = 'text.rule'): Formatted {
  const parsed = parse(text, file)
  if (parsed.problems.length > 0) return { kind: 'refused', problems: parsed.problems }
  return verified(parsed, layOut(parsed))
}
