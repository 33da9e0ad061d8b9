/**
 * The rows of one tenant in one transaction: what was loaded and locked, what changed, what is new. Stages change the
 * ledger; it writes each table in one statement, all of them in one request.
 */
import type { Transaction } from 'sequelize'
import type { WorldEvent } from '../../dsl/model/activity.ts'
import type { Severity } from '../../dsl/model/severity.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { Database } from '../store/database.ts'
import { newId } from '../store/ids.ts'
import type {
  AlertRow,
  DecisionRow,
  EventRow,
  IncidentAlertRow,
  IncidentRow,
  OutboxRow,
  PlanRow,
  RunRow,
  TimelineRow,
  TimerRow,
} from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import { together } from '../store/together.ts'
import { Tracked } from './tracked.ts'

/** A world event without what `signal` adds; the union is kept apart so that its members stay checked. */
export type Told<Event = WorldEvent> = Event extends WorldEvent ? Omit<Event, 'id' | 'at'> : never

/** One that may still grow while its transaction lasts. */
type Joined = Told & { readonly kind: 'joined'; also: string[]; severity?: Severity }

export class Ledger {
  readonly database: Database
  readonly tx: Transaction
  readonly scope: Scope
  readonly now: Date
  readonly alerts = new Tracked<AlertRow>()
  readonly incidents = new Tracked<IncidentRow>()
  /** Runs of the loaded incidents, also ended ones. */
  readonly runs = new Tracked<RunRow>()
  /** Which incidents the loaded alerts are in. */
  readonly links: IncidentAlertRow[] = []
  /** Incidents of which an alert resolved or was acknowledged: whether all are is to be asked (`settle.ts`). */
  readonly unsettled = new Set<string>()
  readonly events: EventRow[] = []
  readonly decisions: DecisionRow[] = []
  readonly plans = new Map<string, PlanRow>()
  readonly timers: TimerRow[] = []
  readonly #newLinks: IncidentAlertRow[] = []
  readonly #timeline: TimelineRow[] = []
  readonly #outbox: OutboxRow[] = []
  /** By incident the signals that tell its run of alerts that joined. */
  readonly #joined = new Map<string, readonly Joined[]>()

  constructor(database: Database, tx: Transaction, scope: Scope, now: Date) {
    this.database = database
    this.tx = tx
    this.scope = scope
    this.now = now
  }

  incidentsOf(alertId: string): IncidentRow[] {
    return this.links.flatMap((link) => (link.alert_id === alertId ? (this.incidents.get(link.incident_id) ?? []) : []))
  }

  link(incident: IncidentRow, alertId: string): void {
    const { tenant, rule_id } = incident
    const row = { tenant, incident_id: incident.id, alert_id: alertId, rule_id, joined_at: this.now }
    this.links.push(row)
    this.#newLinks.push(row)
  }

  timeline(
    of: { readonly alert_id?: string; readonly incident_id?: string },
    kind: string,
    text: string,
    data: Json = {},
    actor: string = this.scope.actor,
  ): void {
    const { alert_id = null, incident_id = null } = of
    const row = { alert_id, incident_id, at: this.now, kind, actor, text, data }
    this.#timeline.push({ id: newId('timeline'), tenant: this.scope.tenant, ...row })
  }

  send(
    row: Pick<OutboxRow, 'kind' | 'workflow_id' | 'incident_id' | 'run_id' | 'payload'>,
    id = newId('outbox'),
  ): void {
    const fresh = { attempts: 0, sent_at: null, error: null, created_at: this.now, due_at: this.now }
    this.#outbox.push({ id, tenant: this.scope.tenant, ...row, ...fresh })
  }

  /** Tells the incident's run, if one is open. The row's id is the event's, by which the run knows repeats (D2). */
  signal(incident: IncidentRow, told: Told): void {
    // The run takes what it is told last for the incident's severity, so an earlier signal may not bring a later one.
    if (told.kind === 'severity_raised') this.#joined.delete(incident.id)
    this.#signal(incident, () => ({ ...told }))
  }

  /**
   * Tells that an alert joined. All of one transaction are one signal: a storm must not use up the run's 10,000.
   * @param severity to which the incident rose by it; undefined: it did not rise
   */
  joined(incident: IncidentRow, alertId: string, severity?: Severity): void {
    const rise = severity === undefined ? {} : { severity }
    const told = this.#joined.get(incident.id)
    if (told === undefined) {
      const fresh = () => ({ kind: 'joined' as const, alert_id: alertId, also: [], ...rise })
      this.#joined.set(incident.id, this.#signal<Joined>(incident, fresh))
      return
    }
    for (const signal of told) {
      signal.also.push(alertId)
      Object.assign(signal, rise)
    }
  }

  /** One row for each run, which keeps the object that it is answered with. */
  #signal<T extends Told>(incident: IncidentRow, told: () => T): readonly T[] {
    const runs = [...this.runs.all()].filter((run) => run.incident_id === incident.id && run.ended_at === null)
    return runs.map((run) => {
      const id = newId('outbox')
      const payload = Object.assign(told(), { id, at: this.now.getTime() })
      this.send({ kind: 'signal', workflow_id: run.workflow_id, incident_id: incident.id, run_id: run.id, payload }, id)
      return payload
    })
  }

  /** Writes alerts and their places in incidents: what `settle` counts. */
  saveAlerts(): Promise<void> {
    return together(this.database, this.#alertWrites(), this.tx)
  }

  /** Writes what has come since the last time. */
  async save(): Promise<void> {
    const { tables } = this.database
    const plans = [...this.plans.values()]
    this.plans.clear()
    this.#joined.clear()
    const statements = [
      ...this.#alertWrites(),
      ...tables.events.insertText(this.events.splice(0)),
      ...this.incidents.takeWrites(tables.incidents),
      ...tables.plans.insertMissingText(plans),
      ...this.runs.takeWrites(tables.runs),
      ...tables.decisions.insertText(this.decisions.splice(0)),
      ...tables.timeline.insertText(this.#timeline.splice(0)),
      ...tables.timers.insertMissingText(this.timers.splice(0)),
      ...tables.outbox.insertText(this.#outbox.splice(0)),
    ]
    await together(this.database, statements, this.tx)
  }

  #alertWrites(): string[] {
    const { tables } = this.database
    return [...this.alerts.takeWrites(tables.alerts), ...tables.incidentAlerts.insertText(this.#newLinks.splice(0))]
  }
}
