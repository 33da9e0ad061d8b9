import { type Severity, severities } from '../dsl/model/severity.ts'
import type { AlertStatus } from './api.ts'

/** What a link of a message points to. */
export interface Focus {
  readonly kind: 'alert' | 'run' | 'incident'
  readonly id: string
}
/** What the address says to show: one thing on top, and which alerts the list holds; '' is all. */
export interface View {
  readonly focus: Focus | null
  readonly status: AlertStatus | ''
  readonly severity: Severity | ''
}

export const statuses = ['active', 'acknowledged', 'suppressed', 'resolved'] as const satisfies readonly AlertStatus[]
const kinds = ['alert', 'run', 'incident'] as const

/** Reads `#run=ID`, `#incident=ID` and `#alert=ID`, as messages write them, with `status` and `severity`; leaves out the rest. */
export function parseHash(hash: string): View {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const kind = kinds.find((name) => given.get(name))
  return {
    focus: kind ? { kind, id: given.get(kind) ?? '' } : null,
    status: statuses.find((word) => word === given.get('status')) ?? '',
    severity: severities.find((word) => word === given.get('severity')) ?? '',
  }
}

/** The address of a view; `#all` where it is everything, so that a link to it still leads somewhere. */
export function formatHash({ focus, status, severity }: View): string {
  const said = new URLSearchParams()
  if (focus) said.set(focus.kind, focus.id)
  if (status) said.set('status', status)
  if (severity) said.set('severity', severity)
  return `#${said.size > 0 ? said : 'all'}`
}
