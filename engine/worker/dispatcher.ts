import type { Client } from '@temporalio/client'
import { clean } from '../observability/log.ts'
import type { Store } from '../store/contract.ts'
import type { OutboxRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { alarmClock } from './alarm-clock.ts'
import { backOff } from './back-off.ts'
import { temporalAnswers } from './heartbeat.ts'
import { pause } from './pause.ts'
import { type SendRowParts, sendRow } from './send-row.ts'
import { isTemporalFault } from './temporal-fault.ts'

/** Workflows served at once; more only adds latency (measured). */
const inFlight = 16
const pageSize = 128
/** A call that takes longer counts as Temporal being down. */
const callMs = 5_000
const longestBackOffMs = 60_000
/** Failures in a row after which the row itself is suspected. */
const patience = 3
const longestOutagePauseMs = 5_000

export interface DispatcherParts extends SendRowParts {
  readonly store: Pick<Store, 'runs' | 'outbox' | 'timeline'>
  readonly client: Client
  /** How often the outbox is looked at when nobody wakes us. */
  readonly pollMs?: number
}

export interface Dispatcher {
  /** There are new rows: to be called after each commit of this process. */
  wake(): void
  /** False from the first call that Temporal did not take until one that it took. */
  up(): boolean
  /** Resolves when nothing is in flight; rows not sent wait in the database. */
  stop(): Promise<void>
}

/**
 * Takes outbox rows to Temporal, at least once each, rows of one workflow in order. A row that Temporal refuses waits
 * with growing pauses and holds up only its own workflow; while Temporal itself is down, all rows wait untouched.
 */
export function startDispatcher(parts: DispatcherParts): Dispatcher {
  const stopping = new AbortController()
  const busy = new Set<string>()
  const running = new Set<Promise<void>>()
  const alarm = alarmClock(stopping.signal)
  let outages = 0

  const send = async (row: OutboxRow): Promise<boolean> => {
    try {
      const { connection } = parts.client
      const done = await connection.withDeadline(Date.now() + callMs, () => sendRow(parts, parts.client, row))
      if (outages > 0) parts.log.info('Temporal takes work again')
      outages = 0
      parts.metrics.temporalUp.set(1)
      if (!done) return false
      await parts.store.outbox.sent(systemScope(row.tenant), row.id)
      parts.metrics.dispatched.inc({ kind: row.kind })
      return true
    } catch (error) {
      parts.metrics.dispatchErrors.inc({ kind: row.kind })
      if (isTemporalFault(error)) {
        if (outages++ === 0) parts.log.warn({ err: error }, 'Temporal does not take work; the outbox waits')
        parts.metrics.temporalUp.set(0)
        // A row that keeps failing while Temporal answers is itself to blame: it must not hold up all the others.
        if (outages < patience || !(await temporalAnswers(parts.client))) return false
      }
      outages = 0
      parts.log.error({ err: error, row: row.id, workflow: row.workflow_id }, 'An outbox row could not be sent')
      const wait = backOff(row.attempts, 1_000, longestBackOffMs)
      const said = clean(messageOf(error)).slice(0, 1_000)
      await parts.store.outbox.failed(systemScope(row.tenant), row.id, said, new Date(Date.now() + wait))
      return false
    }
  }

  /** One workflow's rows, in order; the first that does not go through holds up the rest. */
  const sendAll = async (rows: readonly OutboxRow[]): Promise<void> => {
    for (const row of rows) if (stopping.signal.aborted || outages > 0 || !(await send(row))) return
  }

  const launch = (workflow: string, rows: readonly OutboxRow[]) => {
    busy.add(workflow)
    const work = sendAll(rows)
      .catch((error: unknown) => parts.log.error({ err: error }, 'The outbox could not be written'))
      .finally(() => {
        busy.delete(workflow)
        running.delete(work)
      })
    running.add(work)
    return work
  }

  /** Answers whether there may be more to do at once. */
  const round = async (): Promise<boolean> => {
    // During an outage one row tries the door.
    const rows = await parts.store.outbox.due(new Date(), outages > 0 ? 1 : pageSize)
    const chains = new Map<string, OutboxRow[]>()
    for (const row of rows) {
      const chain = chains.get(row.workflow_id)
      if (chain) chain.push(row)
      else chains.set(row.workflow_id, [row])
    }
    if (outages > 0) {
      const [row] = rows
      return row !== undefined && (await send(row))
    }
    let waiting = false
    for (const [workflow, chain] of chains) {
      if (busy.has(workflow)) {
        waiting = true
        continue
      }
      while (running.size >= inFlight) await Promise.race(running)
      if (outages > 0 || stopping.signal.aborted) return false
      void launch(workflow, chain)
    }
    if (waiting && running.size > 0) await Promise.race(running)
    return waiting || rows.length === pageSize
  }

  const loop = async (): Promise<void> => {
    for (let broken = 0; !stopping.signal.aborted; ) {
      try {
        const more = await round()
        broken = 0
        if (outages > 0) {
          await Promise.all(running)
          await pause(backOff(outages, 250, longestOutagePauseMs), stopping.signal)
        } else if (!more) await alarm.sleep(parts.pollMs ?? 250)
      } catch (error) {
        if (broken++ === 0) parts.log.error({ err: error }, 'The outbox cannot be read')
        await pause(backOff(broken, 250, longestOutagePauseMs), stopping.signal)
      }
    }
    await Promise.all(running)
  }

  const ended = loop()
  return {
    wake: alarm.ring,
    up: () => outages === 0,
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.cause instanceof Error && error.cause.message].filter(Boolean).join(': ')
    : String(error)
