import type { Problem } from '../../dsl/model/problems.ts'
import { commandLine } from '../config-command.ts'

/** One line for people about rules that can be tried and not yet loaded; null when there are none. */
export function notLoadedNote(notLoaded: readonly Problem[]): string | null {
  if (notLoaded.length === 0) return null
  const words = [...new Set(notLoaded.map(({ args }) => `\`${String(args.what)}\``))]
  const shown = words.length > 5 ? [...words.slice(0, 5), `${words.length - 5} more`] : words
  return `Note: loading refuses these rules for now, as this version does not execute ${shown.join(', ')}; \`${commandLine('check')}\` shows where.`
}
