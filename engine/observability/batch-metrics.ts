import { Histogram, type Registry } from 'prom-client'
import type { PipelineParts } from '../pipeline/index.ts'

/** How the group commit works: how much shares one transaction, and how long that takes. */
export function measureBatches(registry: Registry): NonNullable<PipelineParts['onBatch']> {
  const registers = [registry]
  const events = new Histogram({
    name: 'tocsin_batch_events',
    help: 'Events in one transaction of the ingest',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
    registers,
  })
  const flush = new Histogram({
    name: 'tocsin_batch_flush_seconds',
    help: 'From the begin of such a transaction to its commit',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  return (batch) => {
    events.observe(batch.events)
    flush.observe(batch.ms / 1_000)
  }
}
