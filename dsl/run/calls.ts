/** The activities that the mind asks for: name, input, result. `activities/contract.ts` offers them under these names. */
import type {
  ApprovalInput,
  EscalateInput,
  EscalateResult,
  HttpInput,
  HttpResult,
  NoteInput,
  NotifyInput,
  NotifyResult,
  ReadInput,
  ReadResult,
  RemediateInput,
  RemediateResult,
  StepContext,
  TicketInput,
  TicketResult,
  UpdateInput,
  WatchInput,
  WatchResult,
} from '../model/activity.ts'

/** A new activity is a line here and a member of the contract. */
export interface Calls {
  readonly notify: { readonly input: NotifyInput; readonly result: NotifyResult }
  readonly escalate: { readonly input: EscalateInput; readonly result: EscalateResult }
  readonly runRemediation: { readonly input: RemediateInput; readonly result: RemediateResult }
  readonly sendUpdate: { readonly input: UpdateInput; readonly result: NotifyResult }
  readonly readIncident: { readonly input: ReadInput; readonly result: ReadResult }
  readonly watchCondition: { readonly input: WatchInput; readonly result: WatchResult }
  readonly unwatchCondition: { readonly input: StepContext; readonly result: undefined }
  readonly requestHttp: { readonly input: HttpInput; readonly result: HttpResult }
  readonly changeTicket: { readonly input: TicketInput; readonly result: TicketResult }
  readonly askApproval: { readonly input: ApprovalInput; readonly result: NotifyResult }
  /** Takes back an acknowledgement whose time is over; every run of its alerts hears of it. */
  readonly expireAck: { readonly input: StepContext; readonly result: undefined }
  readonly addNote: { readonly input: NoteInput; readonly result: undefined }
}
export type CallName = keyof Calls

/** One activity with its input. */
export type Call = { readonly [N in CallName]: { readonly name: N; readonly input: Calls[N]['input'] } }[CallName]

/** What an activity answered. */
export type Answer = { readonly [N in CallName]: { readonly name: N; readonly result: Calls[N]['result'] } }[CallName]

/** What a run cannot hold or hand over (`dsl/model/limits.ts`). */
export const tooLarge = (what: string, most: number): Failure => ({
  code: 'too-large',
  message: `${what} is larger than ${most} characters.`,
  final: true,
  retryAfterMs: null,
})

/** Why an activity or a step failed, in words for people; `code` is what `error.code` reads. */
export interface Failure {
  /** `timeout`, `verify-failed`, `not-configured`, `DeliveryError` … */
  readonly code: string
  readonly message: string
  /** Trying again cannot help. */
  readonly final: boolean
  /** The receiver asked to wait so long before the next attempt, or null. */
  readonly retryAfterMs: number | null
}
