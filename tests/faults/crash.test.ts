/**
 * The crash campaign: `kill -9` of the tocsin process and of the Temporal server, each while 200 alerts are in flight,
 * and Temporal away while 500 arrive. Every alert that was answered with 2xx has exactly one run, every run ends, every
 * message arrives, and only messages in flight at a kill of ours are repeated, once (D33). The figures are printed.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MortalTemporal, mortalTemporal } from '../engine/worker/temporal-server.ts'
import { until } from '../support/until.ts'
import { strictWebhook, type WebhookPeer, webhookPeer } from '../support/webhook-peer.ts'
import { type Field, keysInFlight, keysReceived, patienceMs, proveNothingLost, storm } from './campaign.ts'
import { type MortalTocsin, mortalTocsin } from './mortal-tocsin.ts'

const rules = `rule "Campaign" {
  when alert.source == "campaign"
  then {
    notify @oncall via hook
    set told = true
    notify @oncall via hook
  }
}
rule "Flood" {
  when alert.source == "flood"
  then { notify @oncall via hook }
}
`

let temporal: MortalTemporal
let hook: WebhookPeer
let tocsin: MortalTocsin
let field: Field

beforeAll(async () => {
  temporal = await mortalTemporal()
  await temporal.start()
  // A receiver that takes its time, so that sends are in flight when a kill comes.
  hook = await webhookPeer((got, response) => setTimeout(() => strictWebhook(got, response), 30))
  tocsin = await mortalTocsin(rules, {
    TEMPORAL_ADDRESS: temporal.address,
    TOCSIN_CONN_HOOK_TYPE: 'webhook',
    TOCSIN_CONN_HOOK_URL: hook.url,
  })
  await tocsin.start()
  field = {
    url: tocsin.url,
    store: tocsin.store,
    hook,
    temporalAddress: temporal.address,
    messagesPerRun: { campaign: 2, flood: 1 },
  }
  await until('all is well', async () => ((await health()) === 'ok' ? true : undefined))
})
afterAll(async () => {
  await tocsin.remove()
  await temporal.remove()
  await hook.close()
})

const health = async () => ((await (await fetch(`${tocsin.url}/health`)).json()) as { status: string }).status

/** When the hook has got some more messages than now. */
const underWay = (before = hook.received.length) =>
  until('messages are under way', async () => (hook.received.length > before + 10 ? true : undefined))

describe('crash campaign', () => {
  test(
    'kill -9 of the tocsin process while 200 alerts are in flight',
    async () => {
      let inFlight: ReadonlySet<string> = new Set()
      const interrupt = async () => {
        await underWay()
        await tocsin.kill()
        inFlight = await keysInFlight(tocsin.store)
        await tocsin.start()
      }
      const after = { accepted: 100, interrupt }
      const result = await storm(field, { source: 'campaign', name: 'kill-tocsin', count: 200, after })
      const repeated = await proveNothingLost(field, 'kill -9 of tocsin', 'campaign', result)
      console.log(`kill -9 of tocsin: ${inFlight.size} messages were in flight`)
      expect(repeated.filter((key) => !inFlight.has(key))).toEqual([])
      for (const key of repeated) expect(keysReceived(hook).filter((one) => one === key)).toHaveLength(2)
    },
    patienceMs,
  )

  test(
    'kill -9 of the Temporal server while 200 alerts are in flight',
    async () => {
      const interrupt = async () => {
        await underWay()
        await temporal.kill()
        await temporal.start()
      }
      const after = { accepted: 100, interrupt }
      const result = await storm(field, { source: 'campaign', name: 'kill-temporal', count: 200, after })
      expect(await proveNothingLost(field, 'kill -9 of Temporal', 'campaign', result)).toEqual([])
    },
    patienceMs,
  )

  test(
    'Temporal is away while 500 alerts arrive',
    async () => {
      await temporal.kill()
      const result = await storm(field, { source: 'flood', name: 'temporal-away', count: 500 })
      await until('health says so', async () => ((await health()) === 'degraded' ? true : undefined))
      expect((await tocsin.store.outbox.backlog()).count).toBeGreaterThanOrEqual(500)
      await temporal.start()
      expect(await proveNothingLost(field, 'Temporal away', 'flood', result)).toEqual([])
      await until('health says that it is over', async () => ((await health()) === 'ok' ? true : undefined))
    },
    patienceMs,
  )
})
