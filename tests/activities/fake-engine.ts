/** The engine's side of the activities, in memory: enough of each contract to see what the activities ask of it. */
import { fileURLToPath } from 'node:url'
import type { DeliveryRecord, Dependencies, Recipient, ResolvedConnection } from '../../activities/dependencies.ts'
import type { NoticeInput, ReadResult, StepContext } from '../../dsl/model/activity.ts'
import type { Expression } from '../../dsl/model/expression.ts'
import type { AlertFacts, Facts } from '../../dsl/model/facts.ts'

export const layoutsFolder = fileURLToPath(new URL('../../rules/messages', import.meta.url))

export const alertFacts = (change: Partial<AlertFacts> = {}): AlertFacts => ({
  ...{ id: 'alert_1', source: 'test', name: 'disk', title: 'Disk is full', description: 'Only 1 % is free', url: null },
  ...{ severity: 'critical', status: 'active', tags: [], value: null, started_at: 0, ended_at: null, received_at: 0 },
  ...{ count: 1, fingerprint: 'f', labels: {}, metadata: {} },
  ...change,
})

export const live = (change: Partial<ReadResult> = {}, alerts: AlertFacts[] = [alertFacts()]): ReadResult => ({
  alert: alerts[0] ?? null,
  incident: { id: 'inc_1', count: alerts.length, alerts, url: 'http://localhost:8000/incidents/inc_1' },
  run: { id: 'run_1', started_at: 0, url: 'http://localhost:8000/runs/run_1' },
  acknowledged: false,
  resolved: false,
  ...change,
})

export const context: StepContext = {
  ...{ tenant: 'default', run_id: 'run_1', incident_id: 'inc_1', workflow_id: 'default/rule-1/inc_1', rule: 'Disk' },
  ...{ step: 'then.0', key: 'default/rule-1/inc_1/1/then.0', after_resolve: false },
}

export const literal = (value: string | boolean): Expression => ({ kind: 'literal', value })

/** Literals, and paths into the alert: what the tests write. */
function text(expression: Expression, facts: Facts): string {
  if (expression.kind === 'literal') return String(expression.value)
  if (expression.kind === 'path' && expression.root === 'alert') {
    return String(Object.entries(facts.alert ?? {}).find(([name]) => name === expression.segments[0])?.[1] ?? '')
  }
  throw new Error(`the fake engine can't render ${expression.kind}`)
}

export interface FakeEngine extends Dependencies {
  /** What the journal answers to `readIncident`. */
  live: ReadResult
  /** The same for one incident, where it differs. */
  readonly liveOf: Record<string, ReadResult>
  readonly log: Map<string, DeliveryRecord>
  readonly inboxEntries: Parameters<Dependencies['inbox']['add']>[0][]
  /** Recipients by `target` or `target/level`. */
  readonly people: Record<string, readonly Recipient[]>
  readonly levelCount: Record<string, number>
  readonly configured: Record<string, Omit<ResolvedConnection, 'name'>>
  fallback: readonly Recipient[]
  /** What `notice` workflows were ordered. */
  readonly notices: Dependencies['notices'] & { readonly ordered: NoticeInput[] }
  readonly journalCalls: { readonly name: string; readonly input: unknown }[]
}

export function fakeEngine(): FakeEngine {
  const log: FakeEngine['log'] = new Map()
  const inboxEntries: FakeEngine['inboxEntries'] = []
  const people: FakeEngine['people'] = {}
  const levelCount: FakeEngine['levelCount'] = {}
  const configured: FakeEngine['configured'] = { inbox: { type: 'inbox', config: {} } }
  const ordered: NoticeInput[] = []
  const journalCalls: { name: string; input: unknown }[] = []
  const noted =
    <T>(name: string, answer: T) =>
    async (input: unknown): Promise<T> => {
      journalCalls.push({ name, input })
      return answer
    }
  const finish = (key: string, change: Partial<DeliveryRecord>) => {
    const record = log.get(key)
    if (!record) throw new Error(`${key} was never begun`)
    log.set(key, { ...record, ...change })
  }
  const engine: FakeEngine = {
    ...{ live: live(), liveOf: {}, log, inboxEntries, people, levelCount, configured, fallback: [], journalCalls },
    installation: 'inst_1',
    journal: {
      confirmRun: noted('confirmRun', undefined),
      loadPlan: async () => {
        throw new Error('no plans here')
      },
      readIncident: async ({ incident_id }) => engine.liveOf[incident_id] ?? engine.live,
      recordRun: noted('recordRun', undefined),
      watchCondition: noted('watchCondition', { holds: true, resolved: false }),
      unwatchCondition: noted('unwatchCondition', undefined),
      addNote: noted('addNote', undefined),
      closeIncident: noted('closeIncident', { closed: true }),
    },
    directory: {
      recipients: async ({ target, via, level }) => {
        const found = people[`${target}/${level}`] ?? (level === 1 ? people[target] : undefined) ?? []
        if (via.length === 0) return found
        return found.map(({ target: name, contacts }) => ({
          target: name,
          contacts: contacts.filter(({ connection }) => via.includes(connection)),
        }))
      },
      levelReached: async ({ highest_paged }) => highest_paged + 1,
      levels: async ({ target }) => levelCount[target] ?? (target in people ? 1 : 0),
      fallback: async () => engine.fallback,
    },
    connections: {
      get: async ({ name }) => {
        const found = configured[name]
        return found ? { name, ...found } : null
      },
    },
    deliveries: {
      begin: async (record) => {
        const known = log.get(record.key)
        if (known) return known
        const begun: DeliveryRecord = { ...record, status: 'sending', external_id: null, error: null }
        log.set(record.key, begun)
        return begun
      },
      sent: async ({ key }, external_id) => finish(key, { status: 'sent', external_id, error: null }),
      failed: async ({ key }, error) => finish(key, { status: 'failed', error }),
      ofIncident: async ({ incident_id }) => [...log.values()].filter((record) => record.incident_id === incident_id),
    },
    links: {
      incident: ({ incident_id }) => `http://localhost:8000/incidents/${incident_id}`,
      acknowledge: ({ person }) => `http://localhost:8000/ack/token-of-${encodeURIComponent(person)}`,
      run: ({ run_id }) => `http://localhost:8000/runs/${run_id}`,
    },
    inbox: {
      add: async (entry) => {
        if (!inboxEntries.some(({ key }) => key === entry.key)) inboxEntries.push(entry)
        return { id: `inbox_${entry.key}` }
      },
    },
    notices: {
      ordered,
      order: async ({ notice }) => void ordered.push(notice),
    },
    render: { text },
    now: () => 1_000_000,
    layouts: layoutsFolder,
  }
  return engine
}

export const person = (target: string, ...contacts: [connection: string, address: string][]): Recipient => ({
  target,
  contacts: contacts.map(([connection, address]) => ({ connection, address })),
})
