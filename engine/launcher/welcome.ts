import colors from 'picocolors'
import { publicUrlRemedy } from './outside.ts'

export interface Addresses {
  readonly app: string
  readonly temporalUi: string | null
  readonly rules: string
  readonly dataDir: string
  /** Null in loopback mode; else the file that holds the first key. */
  readonly keyFile: string | null
  /** Of links that lead nowhere; null when they do. */
  readonly warning: string | null
}

/** What a person sees when everything runs: where to look, and a first alert to paste. */
export function welcome({ app, temporalUi, rules, dataDir, keyFile, warning }: Addresses): string {
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
    ...(warning === null ? [] : ['', colors.yellow(`Warning: ${warning}.`), `  ${publicUrlRemedy}`]),
    '',
    'Send a first alert:',
    `  curl -X POST ${app}/api/v1/alerts -H 'Content-Type: application/json'${key} \\`,
    `    -d '${alert}'`,
    '',
    colors.dim('Ctrl-C stops everything; open runs go on at the next start.'),
    '',
  ].join('\n')
}

/** A mail server that did not answer a quick look; its address and why. */
export const mailWarning = (fault: string): string =>
  `${colors.yellow(`Warning: the mail server does not answer (${fault}): no mail goes out until it does.`)}
  See SMTP_SERVER and SMTP_PORT, and that a firewall lets it through.`
