import colors from 'picocolors'

export interface Addresses {
  readonly app: string
  readonly temporalUi: string | null
  readonly rules: string
  readonly dataDir: string
  /** Null in loopback mode; else the file that holds the first key. */
  readonly keyFile: string | null
}

/** What a person sees when everything runs: where to look, and a first alert to paste. */
export function welcome({ app, temporalUi, rules, dataDir, keyFile }: Addresses): string {
  const key = keyFile ? ` -H "Authorization: Bearer $(cat '${keyFile}')"` : ''
  const alert = `{"source":"curl","title":"Disk almost full on web-1","severity":"high"}`
  const rows = [
    ['Web app', app],
    ['API docs', `${app}/docs  (ReDoc: ${app}/redoc)`],
    ['Temporal UI', temporalUi ?? 'that of your own Temporal server'],
    ['Rules', rules],
    ['Data', dataDir],
  ] as const
  const table = rows.map(([name, value]) => `  ${colors.bold(name.padEnd(12))}${value}`)
  return [
    '',
    colors.green('Tocsin is running.'),
    ...table,
    '',
    'Send a first alert:',
    `  curl -X POST ${app}/api/v1/alerts -H 'Content-Type: application/json'${key} \\`,
    `    -d '${alert}'`,
    '',
    colors.dim('Ctrl-C stops everything; open runs go on at the next start.'),
    '',
  ].join('\n')
}
