/**
 * A run ends at the very moment at which a new alert of its group comes: the alert is told, not lost (D2). `tocsin api`
 * takes the alert, `tocsin worker` closes the incident; the test holds the incident's row in the database, so that both
 * queue for it in the order that the test wants, and lets go. The third order, an alert that has joined a run which
 * Temporal had ended behind our back, is forced by ending it there.
 */
import { Client, Connection } from '@temporalio/client'
import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { type MortalTemporal, mortalTemporal } from '../engine/worker/temporal-server.ts'
import { describeDialects, dialects, type TestDatabase, type TestDialect } from '../support/dialects.ts'
import { lockWaits } from '../support/lock-waits.ts'
import { type SeparateRoles, separateRoles } from '../support/separate-roles.ts'
import { until } from '../support/until.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { everyTenant } from '../../engine/store/scope.ts'

const rules = `rule "Short" {
  when alert.source == "race"
  group by label.service
  then {
    notify @oncall via hook
    if label.service == "ended-behind-our-back" {
      wait for ack up to 1h
    }
  }
}
`
interface Message {
  readonly incident: string
  readonly kind: string
  readonly alerts: readonly { readonly id: string }[]
}

// SQLite has one process and one writer: there, the two cannot meet at a row.
const servers = dialects.filter(({ name }) => name in lockWaits)
await describeDialects('closing race', suite, servers)

function suite(dialect: TestDialect): void {
  const waiting = lockWaits[dialect.name as keyof typeof lockWaits]
  let database: TestDatabase
  let temporal: MortalTemporal
  let hook: WebhookPeer
  let roles: SeparateRoles
  /** Answers of the hook that are held back. */
  let held: (() => void)[] | null = null

  beforeAll(async () => {
    database = await dialect.create()
    temporal = await mortalTemporal()
    await temporal.start()
    hook = await webhookPeer((got, response) => {
      const answer = () => strictWebhook(got, response)
      if (held) held.push(answer)
      else answer()
    })
    roles = await separateRoles({
      rules,
      databaseUrl: database.url,
      temporalAddress: temporal.address,
      env: { TOCSIN_CONN_HOOK_TYPE: 'webhook', TOCSIN_CONN_HOOK_URL: hook.url },
    })
    await Promise.all([roles.api.start(), roles.worker.start()])
  }, 180_000)
  afterAll(async () => {
    await roles.remove()
    await temporal.remove()
    await hook.close()
    await database.drop()
  })
  beforeEach(() => {
    onTestFailed(() => console.log(roles.api.output(), roles.worker.output()))
  })

  const post = async (service: string, fingerprint: string): Promise<{ id: string; incident_ids: string[] }> => {
    const reply = await fetch(`${roles.url}/api/v1/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ source: 'race', title: fingerprint, severity: 'high', fingerprint, labels: { service } }),
    })
    expect(reply.status).toBe(201)
    return (await reply.json()) as { id: string; incident_ids: string[] }
  }
  const messages = (): Message[] => hook.received.map(({ body }) => JSON.parse(body) as Message)
  const tables = () => roles.store.database.tables
  const incidentOf = async (alert: { id: string }) => {
    const links = await tables().incidentAlerts.select(everyTenant, { where: { alert_id: alert.id } })
    expect(links).toHaveLength(1)
    return links[0]?.incident_id ?? ''
  }
  const runOf = async (incident: string) => {
    const runs = await tables().runs.select(everyTenant, { where: { incident_id: incident } })
    expect(runs).toHaveLength(1)
    return runs[0]
  }
  const ended = (incident: string) =>
    until('the run has ended', async () => ((await runOf(incident))?.ended_at ? await runOf(incident) : undefined))
  const told = (incident: string, alert: { id: string }) =>
    until('the alert is told', async () =>
      messages().find((message) => message.incident === incident && message.alerts.some(({ id }) => id === alert.id)),
    )
  const waiters = (count: number) =>
    until(`${count} wait for the row`, async () => {
      const [row] = await roles.store.database.sequelize.query<{ n: number }>(waiting, { type: QueryTypes.SELECT })
      return Number(row?.n) === count ? true : undefined
    })

  /** Lets the hook answer the message that it holds; later ones are answered at once. */
  async function heldAnswer(): Promise<() => void> {
    const [answer] = await until('the hook is asked', async () => (held?.length ? held : undefined))
    held = null
    return answer ?? (() => undefined)
  }
  /** The first alert of a group, told but for the hook's answer, without which its run cannot go on to its end. */
  async function beforeTheEnd(service: string) {
    held = []
    const alert = await post(service, `${service}-1`)
    return { incident: await incidentOf(alert), end: await heldAnswer() }
  }
  /** Holds the incident's row while both get in line for it, one after the other. */
  async function queueUp(incident: string, first: () => unknown, second: () => unknown): Promise<void> {
    await roles.store.database.transaction(async (tx) => {
      const where = { id: incident }
      expect(await tables().incidents.select(everyTenant, { where, tx, lock: 'wait' })).toHaveLength(1)
      first()
      await waiters(1)
      second()
      await waiters(2)
    })
  }

  test('the alert comes first: it joins, and the run that wanted to end tells of it', async () => {
    const { incident, end } = await beforeTheEnd('alert-first')
    let next: ReturnType<typeof post> | undefined
    held = []
    await queueUp(
      incident,
      () => {
        next = post('alert-first', 'alert-first-2')
      },
      end,
    )
    const alert = await next
    if (!alert) throw new Error('nothing was posted')
    expect(await incidentOf(alert)).toBe(incident)
    const answer = await heldAnswer()
    await told(incident, alert)
    // While the message is on its way the run is not over, and takes more alerts.
    expect((await tables().incidents.first(everyTenant, { where: { id: incident } }))?.closed_at).toBeNull()
    expect((await runOf(incident))?.ended_at).toBeNull()
    answer()
    expect((await ended(incident))?.status).toBe('succeeded')
    expect(messages().filter((message) => message.incident === incident)).toHaveLength(2)
  })

  test('the end comes first: the alert opens the next incident, and is told', async () => {
    const { incident, end } = await beforeTheEnd('end-first')
    let next: ReturnType<typeof post> | undefined
    await queueUp(incident, end, () => {
      next = post('end-first', 'end-first-2')
    })
    const alert = await next
    if (!alert) throw new Error('nothing was posted')
    const other = await incidentOf(alert)
    // MariaDB may end the first in the queue as the victim of a deadlock; tried again it comes second, and the alert joins.
    if (dialect.name === 'postgres') expect(other).not.toBe(incident)
    await told(other, alert)
    for (const one of [incident, other]) expect((await ended(one))?.status).toBe('succeeded')
  })

  test('Temporal had ended the run behind our back: the alert that joins gets a run of its own', async () => {
    const service = 'ended-behind-our-back'
    const first = await post(service, `${service}-1`)
    const incident = await incidentOf(first)
    await told(incident, first)
    const run = await until('the run waits', async () => {
      const found = await runOf(incident)
      return found?.status === 'waiting' ? found : undefined
    })
    const connection = await Connection.connect({ address: temporal.address })
    await new Client({ connection }).workflow.getHandle(run.workflow_id).terminate('by the test')
    await connection.close()
    const alert = await post(service, `${service}-2`)
    // Taken into the incident that our record calls open; then its run turns out to be gone.
    expect(alert.incident_ids).toEqual([incident])
    const other = await until('another incident has it', async () => {
      const now = await incidentOf(alert)
      return now === incident ? undefined : now
    })
    await told(other, alert)
    // As Temporal has it: somebody terminated it, which is no failure of its steps.
    expect((await ended(incident))?.status).toBe('cancelled')
    expect((await runOf(other))?.ended_at).toBeNull()
  })
}
