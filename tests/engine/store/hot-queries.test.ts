/** What is asked again and again finds its rows by an index, in order: the statements that the store sends, explained. */
import { QueryTypes } from 'sequelize'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../../../engine/store/ids.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore, type TestDialect } from '../../support/dialects.ts'
import { alertRow, incidentRow, outboxRow, runRow } from './rows.ts'

const scope = systemScope('default')
const rows = 3_000
const now = new Date('2026-03-02T04:00:00Z')
const minutesAgo = (n: number) => new Date(now.getTime() - n * 60_000)

interface Words {
  /** Null where no installation ever does it. */
  readonly analyse: string | null
  readonly explain: string
  /** In a plan, where rows are sorted after they were found. */
  readonly sorted: RegExp
}
interface Logging {
  readonly options: { logging: false | ((line: string) => void) }
}
const words: Readonly<Record<TestDialect['name'], Words>> = {
  sqlite: { analyse: null, explain: 'EXPLAIN QUERY PLAN', sorted: /USE TEMP B-TREE FOR .*ORDER BY/ },
  mariadb: {
    analyse: 'ANALYZE TABLE alerts, incident_alerts, outbox, runs, timers PERSISTENT FOR ALL',
    explain: 'EXPLAIN',
    sorted: /Using filesort/,
  },
  postgres: { analyse: 'ANALYZE', explain: 'EXPLAIN', sorted: /\bSort\b/ },
}

await describeDialects('hot queries', ({ name, create }) => {
  const { analyse, explain, sorted } = words[name]
  let store: SqlStore
  migratedStore(create, (made) => {
    store = made
  })
  const incident = incidentRow({})

  // A planner does not trouble an index for a few rows.
  beforeAll(async () => {
    const { tables, write, sequelize } = store.database
    const each = [...Array(rows).keys()]
    const alerts = each.map((n) =>
      alertRow({ state: n % 100 === 0 ? 'active' : 'resolved', received_at: minutesAgo(n), fingerprint: `${n}` }),
    )
    const links = alerts.slice(0, 20).map(({ id }) => ({
      ...{ tenant: 'default', incident_id: incident.id, alert_id: id, rule_id: 'r', joined_at: now },
    }))
    await write(async (tx) => {
      await tables.alerts.insert(alerts, tx)
      await tables.incidents.insert([incident], tx)
      await tables.incidentAlerts.insert(links, tx)
      await tables.outbox.insert(
        each.map((n) => outboxRow({ workflow_id: `w-${n}`, sent_at: n % 100 === 0 ? null : now })),
        tx,
      )
      await tables.timers.insert(
        each.map((n) => ({ tenant: 'default', kind: 'k', key: `${n}`, due_at: minutesAgo(-n - 1), payload: {} })),
        tx,
      )
      await tables.runs.insert(
        each.map((n) => runRow({ incident_id: newId('incident'), ended_at: n % 100 === 0 ? null : now })),
        tx,
      )
    })
    if (analyse !== null) await sequelize.query(analyse)
  })

  /** The statements that `work` sends. */
  async function sent(work: () => Promise<unknown>): Promise<string[]> {
    // Sequelize's type tells nothing of its options.
    const { options } = store.database.sequelize as unknown as Logging
    const statements: string[] = []
    options.logging = (line) => void statements.push(line.replace(/^Executing \([^)]*\): /, ''))
    try {
      await work()
    } finally {
      options.logging = false
    }
    return statements.filter((sql) => /^(SELECT|WITH)/.test(sql))
  }

  test.each<
    [what: string, index: RegExp, ordered: 'everywhere' | 'on sqlite' | 'nowhere', work: () => Promise<unknown>]
  >([
    ['alerts', /alerts_newest/, 'everywhere', () => store.alerts.list(scope, {})],
    ['active alerts', /alerts_by_state/, 'everywhere', () => store.alerts.list(scope, { status: 'active' })],
    [
      'alerts of an incident',
      /incident_alerts.*(primary|pkey|autoindex)/i,
      'nowhere',
      () => store.alerts.list(scope, { incident_id: incident.id }),
    ],
    ['open alerts, counted', /alerts_by_state/, 'nowhere', () => store.alerts.countOpenByStatus()],
    ['due rows of the outbox', /outbox_unsent/, 'on sqlite', () => store.outbox.due(now, 100)],
    ['due timers', /timers_due/, 'everywhere', () => store.timers.claim(now, 100, async () => {})],
    ['open runs', /runs_(open|unconfirmed)/, 'on sqlite', () => store.runs.open(null, 100)],
    ['open runs, counted', /runs_(open|unconfirmed)/, 'nowhere', () => store.runs.countOpen()],
  ])('%s', async (_what, index, ordered, work) => {
    const statements = await sent(work)
    const plan = await store.database.sequelize.query(`${explain} ${statements.at(-1)}`, { type: QueryTypes.SELECT })
    const text = JSON.stringify(plan)
    expect(text).toMatch(index)
    // The others would rather sort a few rows; an order behind IS NULL is none to PostgreSQL.
    if (ordered === 'everywhere' || (ordered === 'on sqlite' && name === 'sqlite')) expect(text).not.toMatch(sorted)
  })

  // The others count their rows, and read a small table through.
  if (name === 'sqlite')
    test.each<[what: string, index: RegExp, work: () => Promise<unknown>]>([
      ['alerts of many runs', /autoindex_incident_alerts_1 \(incident_id=\?\)/, () => store.runs.list(scope, {})],
      ['incidents of many alerts', /incident_alerts_of_alert/, () => store.alerts.incidentIds(scope, many)],
      ['a run by its workflow', /runs_of_workflow/, () => store.runs.ofWorkflow(scope, 'default/x/1')],
      ['many incidents', /autoindex_incidents_1/, () => store.incidents.alertCounts(scope, many)],
    ])('%s, by their keys rather than all rows of the tenant', async (_what, index, work) => {
      const statements = await sent(work)
      const plan = await store.database.sequelize.query(`${explain} ${statements.at(-1)}`, { type: QueryTypes.SELECT })
      expect(JSON.stringify(plan)).toMatch(index)
    })
})

const many = Array.from({ length: 50 }, (_, number) => `alert_${number}`)
