import type { Problem } from '../../dsl/model/problems.ts'
import { commandLine } from '../config-command.ts'
import type { Log } from '../store/log.ts'

/** Of more problems the rest is only counted, so that a broken folder does not flood the log. */
const most = 20

/** One line each, errors first, as compilers write them: `pages.rule:6:23 E103 expected a comparison, found =`. */
export function logProblems(problems: readonly Problem[], log: Log): void {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  const told = [...errors, ...warnings].slice(0, most)
  for (const { severity, code, file, range, message } of told) {
    const { line, column } = range.start
    const text = `${file}:${line}:${column} ${code} ${message}`
    if (severity === 'error') log.error({}, text)
    else log.warn({}, text)
  }
  const left = problems.length - told.length
  if (left > 0) log.warn({ left }, `More problems in the rule files: \`${commandLine('check')}\` shows them all`)
}
