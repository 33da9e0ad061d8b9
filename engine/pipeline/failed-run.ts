/** A run failed and nothing handled it: the fallback receiver is told (D18). */
import type { FailureReport } from '../../dsl/model/activity.ts'
import type { IncidentRow, RunRow } from '../store/rows.ts'
import type { Ledger } from './ledger.ts'
import { runNotice } from './run-notice.ts'
import type { PipelineParts } from './settings.ts'

export const reportFailure = (
  ledger: Ledger,
  pages: PipelineParts['pages'],
  incident: IncidentRow,
  run: RunRow,
  { step, code, message }: FailureReport,
): Promise<void> =>
  runNotice(ledger, pages, incident, run, {
    id: run.id,
    ended: 'failed',
    body: `${message}\n\nStep: ${step}\nError: ${code}`,
  })
