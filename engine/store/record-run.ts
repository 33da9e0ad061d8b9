import type { RecordInput, StepRecord } from '../../dsl/model/activity.ts'
import type { Database } from './database.ts'
import type { RunStepRow } from './rows.ts'
import type { Scope } from './scope.ts'

/** Writes what a run says of itself. Activities may arrive twice or late: an older `seq` than stored changes nothing. */
export async function recordRun(database: Database, scope: Scope, input: RecordInput): Promise<void> {
  const { tables } = database
  await database.transaction(async (tx) => {
    const where = { id: input.run_id }
    const run = await tables.runs.first(scope, { where, tx, lock: 'wait' })
    if (run === null || run.seq >= input.seq) return
    // How a run ended is written by the handshake that ends it (D2), not by its records.
    const state = run.ended_at === null ? { status: input.status, waiting_for: input.waiting_for } : {}
    const started_at = run.started_at ?? startOf(input.steps)
    await tables.runs.update(scope, { ...state, seq: input.seq, started_at }, where, tx)
    if (input.steps.length === 0) return
    const known = await tables.runSteps.select(scope, { where: { run_id: run.id }, order: [['position', 'ASC']], tx })
    let position = (known.at(-1)?.position ?? -1) + 1
    const rows = input.steps.map((step) => {
      const before = known.find((row) => row.step === step.id)
      return stepRow(scope.tenant, run.id, step, before?.position ?? position++)
    })
    await tables.runSteps.put(rows, tx)
  })
}

/** The first record arrives a little after the steps that it tells of began; no run begins after its steps. */
const startOf = (steps: readonly StepRecord[]): Date =>
  new Date(Math.min(Date.now(), ...steps.flatMap(({ started_at }) => started_at ?? [])))

const time = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
const stepRow = (tenant: string, runId: string, step: StepRecord, position: number): RunStepRow => ({
  tenant,
  run_id: runId,
  step: step.id,
  position,
  kind: step.kind,
  title: step.title,
  status: step.status,
  attempts: step.attempts,
  started_at: time(step.started_at),
  ended_at: time(step.ended_at),
  waiting_until: time(step.waiting_until),
  detail: step.detail,
  result: step.result,
})
