import { createServer } from 'node:http'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { inspectServer } from '../../../engine/cli/inspect-server.ts'
import { measureBatches } from '../../../engine/observability/batch-metrics.ts'
import { createLog } from '../../../engine/observability/log.ts'
import { alertFacts, decisionFacts } from '../../../engine/pipeline/facts.ts'
import { audited } from '../../../engine/process/audited.ts'
import { until } from '../../support/until.ts'
import { rulesOf } from '../pipeline/world.ts'
import { alertRow } from '../store/rows.ts'

test('batches are measured by size and time', async () => {
  const registry = new Registry()
  measureBatches(registry)({ requests: 3, events: 7, ms: 30 })
  const text = await registry.metrics()
  expect(text).toContain('tocsin_batch_events_bucket{le="5"} 0')
  expect(text).toContain('tocsin_batch_events_bucket{le="10"} 1')
  expect(text).toContain('tocsin_batch_flush_seconds_bucket{le="0.025"} 0')
  expect(text).toContain('tocsin_batch_flush_seconds_sum 0.03')
})

test('a disagreement of the audit is exported, and doctor shows it as a problem', async () => {
  const registry = new Registry()
  const tell = audited(1, createLog('silent'), registry)
  expect(await registry.metrics()).toMatch(/^tocsin_match_audit_disagreements_total 0$/m)
  const rules = rulesOf('rule "A" { when label.env == "prod" then { end ok } }', 1)
  const facts = decisionFacts(alertFacts(alertRow({ labels: { env: 'test' } })), {}, new Date())
  // A matcher that is wrong: it says that the rule takes what it does not take.
  tell({ tenant: 'default', facts, rules, matched: rules.plans })
  await until('the second opinion', async () =>
    /^tocsin_match_audit_disagreements_total 1$/m.test(await registry.metrics()) ? true : undefined,
  )
  const server = createServer(async (request, response) => {
    if (request.url === '/metrics') response.end(await registry.metrics())
    else response.end('{"status":"ok"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : null
    expect(await inspectServer({ url: `http://127.0.0.1:${port}` })).toContainEqual(
      expect.objectContaining({
        about: 'audit',
        state: 'problem',
        detail: 'tocsin_match_audit_disagreements_total is 1',
      }),
    )
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})
