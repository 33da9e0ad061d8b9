/**
 * The state of a run: plain JSON, so that it can pass a continue-as-new. What is being done is a tree of frames, kept
 * flat by id: blocks hold the place in a list of steps, steps hold how far they are. What the outside owes us is `asks`.
 */
import type { FailureReport, StepRecord } from '../model/activity.ts'
import type { Facts } from '../model/facts.ts'
import type { Part, Place } from '../model/plan-steps.ts'
import type { Severity } from '../model/severity.ts'
import type { Value } from '../model/value.ts'
import type { Call, CallName, Failure } from './calls.ts'
import type { Outcome } from './effects.ts'

/** Steps that are being worked through, one after the other. */
export interface BlockFrame {
  readonly kind: 'block'
  readonly id: string
  /** The step frame that it belongs to; null: the rule's own blocks. */
  readonly parent: string | null
  readonly place: Place
  /** Index of the step to begin next. */
  readonly next: number
  /** What `error.*` reads inside; only in handlers of errors. */
  readonly error: Facts['error']
  /** Names of its own: of one pass of a loop, of a playbook. Absent: those around. */
  readonly names?: Readonly<Record<string, Value>>
  /** Sees no names around it: a playbook (D109). */
  readonly isolated?: true
}

/** One step that has begun and not ended. */
export interface StepFrame {
  readonly kind: 'step'
  /** Step id, with `#n` for the nth pass through a loop. */
  readonly id: string
  readonly parent: string
  /** Id in the plan. */
  readonly step: string
  readonly began: number
  readonly stage: Stage
}
export type Frame = BlockFrame | StepFrame

/** How far a step is. `attempt` counts from 1; the call is kept to be done again. */
export type Stage =
  | { readonly at: 'beginning' }
  /** Live facts were asked for, to evaluate the step's expressions. */
  | { readonly at: 'reading' }
  | { readonly at: 'acting'; readonly attempt: number; readonly call: Call }
  /** Between two attempts. */
  | { readonly at: 'resting'; readonly attempt: number; readonly call: Call }
  | { readonly at: 'waiting'; readonly until: number }
  /** A condition is watched. */
  | { readonly at: 'verifying'; readonly until: number }
  /** Passes of a body are under way, or branches. `next` is the index of the one to begin. */
  | {
      readonly at: 'passing'
      readonly items: readonly Value[]
      readonly next: number
      readonly open: number
      readonly cause: Failed | null
    }
  /** Between two passes. */
  | { readonly at: 'pausing'; readonly passes: number }
  | { readonly at: 'asking'; readonly until: number; readonly approved: readonly string[] }
  /** A playbook is under way. */
  | { readonly at: 'called'; readonly acked?: true }
  /** Its rollback is done, then it fails of this. */
  | { readonly at: 'undoing'; readonly cause: Failed }
  /** One of its blocks is being worked through. */
  | { readonly at: 'inside'; readonly part: Part }

/** A failure and the step in which it arose. */
export interface Failed {
  readonly failure: Failure
  readonly step: string
}

/** What a completed step would do to undo itself, should the run fail (D107). */
export interface Undo {
  /** Id of the step's frame. */
  readonly frame: string
  readonly step: string
  /** What it could read. */
  readonly names: Readonly<Record<string, Value>>
}

/** An acknowledgement that counts for a time (`expires`). */
export interface Lease {
  /** Of the wait that it ended. */
  readonly frame: string
  readonly step: string
  /** What the wait could read. */
  readonly names: Readonly<Record<string, Value>>
  /** Frame of the call whose playbook the wait stands in. Absent: it stands in the rule. */
  readonly call?: string
  /** Its time is over. */
  readonly expired?: true
}

/** Something that the outside owes an answer to. */
export interface Ask {
  readonly no: number
  /** Who hears the answer: a step frame or a part of the run itself; null when the asker was given up. */
  readonly owner: string | RunPart | null
  readonly what: 'timer' | CallName
}
/** What asks beside the steps; no step id has a slash. */
export type RunPart = '/gather' | '/updates' | '/repeat' | '/ending' | `/lease/${string}`

/** How often each schedule was paged in this run (D116). */
export interface Paged {
  readonly highest: number
  readonly first_at: number
}

export interface State {
  readonly schema: 1
  readonly run: {
    readonly tenant: string
    readonly run_id: string
    readonly incident_id: string
    readonly workflow_id: string
    readonly ordinal: number
  }
  /** `gathering`: the first sleep of `group … wait` (D85). */
  readonly phase: 'new' | 'gathering' | 'running' | 'ending' | 'ended'
  readonly frames: Readonly<Record<string, Frame>>
  readonly asks: Readonly<Record<string, Ask>>
  /** Number of the next ask. */
  readonly nextNo: number
  /** Variables and step results. */
  readonly names: Readonly<Record<string, Value>>
  /** Of a webhook; absent in all other runs. */
  readonly request?: Value
  readonly incident: {
    readonly acknowledged: boolean
    /** Who did it; null when nobody has, or when it was before the run began. */
    readonly acknowledged_by: string | null
    readonly resolved: boolean
    readonly severity: Severity
  }
  /** Ids of the world events taken in. */
  readonly seen: readonly string[]
  /** By handle of the target. */
  readonly paged: Readonly<Record<string, Paged>>
  /** Whom the last message went to, for "waiting for". */
  readonly told: readonly string[]
  /** A message has gone out, so changes of the incident are told too (D25, D86). */
  readonly announced: boolean
  /** The run itself passed a `wait for resolve` (D5). */
  readonly afterResolve: boolean
  readonly updates: Updates
  /** Absent: no wait says `expires`. */
  readonly leases?: readonly Lease[]
  /** Oldest first. Absent: nothing to undo. */
  readonly undo?: readonly Undo[]
  /** How the run ends when everything is undone. Absent: nothing is being undone. */
  readonly undoing?: { readonly outcome: Outcome; readonly message: string | null; readonly failed: Failed | null }
  /** The `on ack` of the rule has begun: it is done once. */
  readonly acked?: true
  readonly ending: Ending | null
  readonly records: Readonly<Record<string, StepRecord>>
  /** Of the last record written. */
  readonly seq: number
}

/** A message that asks somebody to act. */
export type Page = Extract<Call, { readonly name: 'notify' | 'escalate' }>

/** Messages about changes of the incident. */
export interface Updates {
  readonly count: number
  readonly lastAt: number | null
  /** Ids of the alerts that joined and that nobody was told of, oldest first. */
  readonly joined: readonly string[]
  readonly raised: boolean
  /** Pages that the steps left out because the incident was over: owed to people once it is not (D5). */
  readonly missed: readonly Page[]
  /** The last page that went to nobody because all alerts were muted (D23). Absent: none. */
  readonly muted?: Page
  /** That page, now that they are not. Absent: none is owed. */
  readonly owed?: Page
  /** When people were last told; kept only where the rule repeats. Absent: not yet. */
  readonly toldAt?: number
  /** When the timer runs out after which they are told again. Absent: none was set. */
  readonly repeatAt?: number
  /** The one that is being sent or waits for its next attempt. */
  readonly sending: { readonly attempt: number; readonly call: Call } | null
}

export interface Ending {
  readonly outcome: Outcome
  readonly message: string | null
  /** By an `end`, or a failure: nothing is told again. Absent: the steps came to their end. */
  readonly final?: true
  /** A failure that nobody handled (D18). */
  readonly report: FailureReport | null
  /** The open `finish` and how many world events it knew of. */
  readonly closing: { readonly no: number; readonly seen: number } | null
}
