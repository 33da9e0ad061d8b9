/**
 * The activities as a workflow sees them: names, inputs, answers. `createActivities(deps)` in `index.ts` answers this.
 *
 * A failure that leaves an activity is an `ApplicationFailure` whose `type` is a short code (`not-configured`,
 * `DeliveryError`) and whose message people may read; it is non-retryable when trying again cannot help. The run shows
 * code and message as `error.code` and `error.message`. Journal activities must be repeatable: they run again after a
 * crash.
 */
import type {
  CloseInput,
  CloseResult,
  ConfirmInput,
  EscalateInput,
  EscalateResult,
  NoteInput,
  NoticeInput,
  NotifyInput,
  NotifyResult,
  ReadInput,
  ReadResult,
  RecordInput,
  RemediateInput,
  RemediateResult,
  ResolveNoticeInput,
  StepContext,
  UpdateInput,
  WatchInput,
  WatchResult,
} from '../dsl/model/activity.ts'
import type { Plan } from '../dsl/model/plan.ts'

/** The run's own record; quick, run as local activities and tried until they succeed. */
export interface JournalActivities {
  /** Fails with the non-retryable code `foreign-installation` when the run belongs to another database (D73). */
  confirmRun(input: ConfirmInput): Promise<void>
  loadPlan(input: { readonly tenant: string; readonly hash: string }): Promise<Plan>
  readIncident(input: ReadInput): Promise<ReadResult>
  recordRun(input: RecordInput): Promise<void>
  watchCondition(input: WatchInput): Promise<WatchResult>
  unwatchCondition(input: StepContext): Promise<void>
  addNote(input: NoteInput): Promise<void>
  closeIncident(input: CloseInput): Promise<CloseResult>
}

/** What is done to people and machines; `runRemediation` sends heartbeats while it works. */
export interface EffectActivities {
  notify(input: NotifyInput): Promise<NotifyResult>
  escalate(input: EscalateInput): Promise<EscalateResult>
  sendUpdate(input: UpdateInput): Promise<NotifyResult>
  runRemediation(input: RemediateInput): Promise<RemediateResult>
  sendResolveNotice(input: ResolveNoticeInput): Promise<NotifyResult>
  /** To the tenant's fallback receiver (D18). */
  sendNotice(input: NoticeInput): Promise<NotifyResult>
}

export interface Activities extends JournalActivities, EffectActivities {}
