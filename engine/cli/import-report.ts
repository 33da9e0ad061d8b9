/** The report of an import as text. */
import { colors } from './colours.ts'
import type { Carried } from '../../dsl/import/alertmanager/carried.ts'
import type { Imported } from '../../dsl/import/alertmanager/index.ts'
import type { Note } from '../../dsl/import/notes.ts'
import { reportAll } from '../../dsl/service/report.ts'

const headings: Readonly<Record<Note['kind'], string>> = {
  'not moved': 'Not moved:',
  changed: 'Means something else now:',
  'not executed': 'Not executed by this build:',
}
const marks: Readonly<Record<Carried['state'], string>> = {
  moved: '',
  'in part': ' (in part, see below)',
  'not executed': ' (not executed by this build, see below)',
  'not moved': '',
}

/**
 * @param path of the file that was imported, as it was given
 * @param target the rule file that was written; null: none
 */
export function importReport(imported: Imported, path: string, target: string | null): string {
  const { counts, notes, carried, variables, problems, refused, text } = imported
  const made = `${counts.rules} rules, ${counts.windows} windows, ${counts.inhibitions} inhibitions, ${counts.connections} connections`
  const lines = [colors.bold(`${path}: ${made}${target === null ? '' : `; written to ${target}`}`)]
  lines.push('', colors.bold('What became what:'))
  for (const { line, path: place, part, name, became, state } of carried) {
    const [first = 'nothing', ...others] = became
    lines.push(`  ${path}:${line}  ${place} (${part === 'integration' ? 'one way out' : `${part} ${name}`})`)
    lines.push(`    -> ${[first, ...others].join(', ')}${marks[state]}`)
  }
  for (const [kind, heading] of Object.entries(headings)) {
    const found = notes.filter((note) => note.kind === kind)
    if (found.length === 0) continue
    lines.push('', colors.bold(heading))
    for (const note of found) {
      lines.push(`  ${path}:${note.line}  ${note.what}${note.path === '' ? '' : `  (${note.path})`}`)
      lines.push(colors.dim(`    ${note.remedy}`))
    }
  }
  if (variables.length > 0) {
    lines.push('', colors.bold('Set for the server (.env):'))
    for (const { name, value, line, form = 'the secret' } of variables)
      lines.push(
        `  ${name}=${value ?? ''}${value === null ? colors.dim(`   # ${form.replace('SECRET', 'the secret')}, line ${line}`) : ''}`,
      )
  }
  if (refused.length > 0) {
    lines.push(
      '',
      colors.red('Written as --language asks, and refused by this build (E901), so that it does not load:'),
    )
    for (const [what, of] of Map.groupBy(refused, ({ args }) => String(args.what)))
      lines.push(`  \`${what}\`: ${of.length === 1 ? '' : `${of.length} times, first `}line ${of[0]?.range.start.line}`)
  }
  if (problems.length > 0) {
    const report = reportAll(
      problems,
      () => text,
      (_part, piece) => piece,
    )
    lines.push('', colors.red('The rules have errors, a fault of this import; please report it:'), report)
  }
  return lines.join('\n')
}
