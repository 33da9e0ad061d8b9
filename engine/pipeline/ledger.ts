/**
 * The rows of one tenant in one transaction: what was loaded and locked, what changed, what is new. Stages change the
 * ledger; it writes each table in one statement, all of them in one request.
 */
import type { Transaction } from 'sequelize'
import type { WorldEvent } from '../../dsl/model/activity.ts'
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
  /** Of the signal that tells an incident's run of alerts that joined: those besides the first. */
  readonly #alsoJoined = new Map<string, string[]>()

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
    for (const run of this.runs.all()) {
      if (run.incident_id !== incident.id || run.ended_at !== null) continue
      const id = newId('outbox')
      const payload = { id, at: this.now.getTime(), ...told } satisfies WorldEvent
      this.send({ kind: 'signal', workflow_id: run.workflow_id, incident_id: incident.id, run_id: run.id, payload }, id)
    }
  }

  /** Tells that an alert joined. All of one transaction are one signal: a storm must not use up the run's 10,000. */
  joined(incident: IncidentRow, alertId: string): void {
    const told = this.#alsoJoined.get(incident.id)
    if (told !== undefined) {
      told.push(alertId)
      return
    }
    const also: string[] = []
    this.#alsoJoined.set(incident.id, also)
    this.signal(incident, { kind: 'joined', alert_id: alertId, also })
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
    this.#alsoJoined.clear()
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
