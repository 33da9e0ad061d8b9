import { colors, withoutColour } from './colours.ts'

/** Rows under bold headings, columns as wide as they need to be. Colours don't count as width. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => withoutColour(row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - withoutColour(cell).length))
      .join('  ')
      .trimEnd()
  return [colors.bold(line(headings)), ...rows.map(line)].join('\n')
}

/** State words as people know them from traffic lights. */
export function paintStatus(status: string): string {
  if (['succeeded', 'resolved', 'ok', 'sent'].includes(status)) return colors.green(status)
  if (['failed', 'active', 'down'].includes(status)) return colors.red(status)
  if (['waiting', 'running', 'pending', 'degraded', 'acknowledged'].includes(status)) return colors.yellow(status)
  return status
}

/** `2026-11-23 20:05:22` in UTC, or a dash. */
export const when = (time: string | null | undefined): string =>
  time ? time.replace('T', ' ').replace(/(\.\d+)?Z$/, '') : '-'
