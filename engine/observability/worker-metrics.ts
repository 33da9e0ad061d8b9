/** What the worker role counts, served by `/metrics`. Names begin with `tocsin_` (D37). */
import { Counter, Gauge, Registry } from 'prom-client'

export interface WorkerMetrics {
  readonly registry: Registry
  /** Outbox rows that Temporal took, by kind of row. */
  readonly dispatched: Counter<'kind'>
  /** Attempts that failed, by kind of row. */
  readonly dispatchErrors: Counter<'kind'>
  /** `joined` events that met a closed run and were given to a new incident (D2). Above 0: a fault of ours. */
  readonly rerouted: Counter
  /** Starts sent again because the run had not confirmed itself (D8). */
  readonly resent: Counter
  /** Runs started again because Temporal did not know them (D8). */
  readonly restarted: Counter
  /** Runs ended in our record because Temporal said that they are closed (D8). */
  readonly ended: Counter<'status'>
  /** Open runs on a task queue where no worker is: TEMPORAL_TASK_QUEUE was changed. */
  readonly stranded: Gauge<'task_queue'>
  /** Engine deadlines handled, by kind (D28). */
  readonly timers: Counter<'kind'>
  readonly temporalUp: Gauge
}

/**
 * @param registry shared with the API's metrics where both run in one process; by default one of its own, so that two in
 * one process do not meet
 */
export function createWorkerMetrics(registry: Registry = new Registry()): WorkerMetrics {
  const registers = [registry]
  return {
    registry,
    dispatched: new Counter({
      name: 'tocsin_outbox_dispatched_total',
      help: 'Outbox rows that Temporal took.',
      labelNames: ['kind'],
      registers,
    }),
    dispatchErrors: new Counter({
      name: 'tocsin_outbox_errors_total',
      help: 'Outbox rows that could not be sent and wait for another attempt.',
      labelNames: ['kind'],
      registers,
    }),
    rerouted: new Counter({
      name: 'tocsin_outbox_rerouted_total',
      help: 'Alerts that joined a closed run and were given to a new incident.',
      registers,
    }),
    resent: new Counter({
      name: 'tocsin_reconciler_resent_total',
      help: 'Starts sent again because the run had not confirmed itself.',
      registers,
    }),
    restarted: new Counter({
      name: 'tocsin_reconciler_restarted_total',
      help: 'Runs started again because Temporal had lost them.',
      registers,
    }),
    ended: new Counter({
      name: 'tocsin_reconciler_ended_total',
      help: 'Runs ended in our record because Temporal had closed them.',
      labelNames: ['status'],
      registers,
    }),
    stranded: new Gauge({
      name: 'tocsin_stranded_runs',
      help: 'Open runs on a task queue where no worker is.',
      labelNames: ['task_queue'],
      registers,
    }),
    timers: new Counter({
      name: 'tocsin_timers_total',
      help: 'Engine deadlines handled.',
      labelNames: ['kind'],
      registers,
    }),
    temporalUp: new Gauge({
      name: 'tocsin_temporal_up',
      help: '1 while the worker reaches Temporal, else 0.',
      registers,
    }),
  }
}
