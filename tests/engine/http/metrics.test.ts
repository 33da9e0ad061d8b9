import { expect, test } from 'vitest'
import { createMetrics } from '../../../engine/http/metrics.ts'

test('each scrape asks for the backlog once, though two gauges tell of it', async () => {
  let asked = 0
  const { registry } = createMetrics({
    backlog: async () => {
      asked += 1
      return { count: asked, oldest: new Date(0) }
    },
    openRuns: async () => 0,
    openAlertsByStatus: async () => ({ active: 2 }),
    now: () => new Date(90_000),
  })
  for (const count of [1, 2]) {
    const text = await registry.metrics()
    expect(asked).toBe(count)
    expect(text).toContain(`tocsin_outbox_backlog ${count}\n`)
    expect(text).toContain('tocsin_outbox_oldest_age_seconds 90\n')
    expect(text).toContain('tocsin_alerts{status="active"} 2\n')
  }
})
