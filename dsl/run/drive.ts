/** What follows from what the steps said: the next step, a handler, the end. No step is named here. */
import type { StepRecord } from '../model/activity.ts'
import type { Facts } from '../model/facts.ts'
import type { Part, Place } from '../model/plan-steps.ts'
import { abandonAll, abandonInside, isUnderWay } from './abandon.ts'
import { dropLeases } from './leases.ts'
import { own } from '../model/own.ts'
import { nameOf, stepsAt } from './places.ts'
import type { BlockFrame, StepFrame } from './state.ts'
import { mindOf } from './steps/index.ts'
import type { Failed, Opened, Task, Turn } from './turn.ts'
import { beginUndo, undoNext } from './undo.ts'

/** Works until nothing is left to be done inside this turn. */
export function drive(turn: Turn): void {
  for (let task = turn.tasks.shift(); task; task = turn.tasks.shift()) {
    if (turn.state.phase !== 'gathering' && turn.state.phase !== 'running') continue
    perform(turn, task)
  }
}

/** Begins a block of the rule itself. */
export function openRule(turn: Turn, part: 'then' | 'error' | 'resolve' | 'ack', error: BlockFrame['error']): void {
  openBlock(turn, null, '', { step: null, part }, error)
}

function perform(turn: Turn, task: Task): void {
  switch (task.kind) {
    case 'proceed':
      proceed(turn, task.block)
      return
    case 'open': {
      const { part, cause, pass, place, keepsStage } = task
      const frame = turn.frame(task.frame.id)
      if (frame?.kind !== 'step') return
      if (!keepsStage) turn.stage(frame, { at: 'inside', part })
      const error = cause && errorOf(cause)
      openBlock(turn, frame, pass ?? passOf(frame), place ?? { step: frame.step, part }, error, task)
      return
    }
    case 'beside':
      openBlock(turn, null, task.pass, task.place, null, task)
      return
    case 'done':
      if (!turn.frame(task.frame.id)) return
      turn.skipInside(task.frame)
      turn.drop(task.frame.id)
      proceed(turn, task.frame.parent)
      return
    case 'failed':
      if (turn.frame(task.frame.id)) failed(turn, task.frame, task.cause)
      return
    case 'end':
      end(turn, task)
      return
  }
}

function openBlock(
  turn: Turn,
  owner: StepFrame | null,
  pass: string,
  place: Place,
  error: BlockFrame['error'],
  { names, isolated }: Opened = {},
): void {
  const id = `${nameOf(place)}${pass}`
  const own = { ...(names && { names }), ...(isolated && { isolated }) }
  turn.put({ kind: 'block', id, parent: owner?.id ?? null, place, next: 0, error, ...own })
  turn.tasks.push({ kind: 'proceed', block: id })
}

/** `#n` of a step inside a loop, `@step` of one in a playbook, else nothing. */
const passOf = (frame: StepFrame): string => frame.id.slice(frame.step.length)

/** Begins the next step of a block, or leaves it. */
function proceed(turn: Turn, id: string): void {
  const block = turn.frame(id)
  if (block?.kind !== 'block') return
  const step = stepsAt(turn.plan, block.place)?.[block.next]
  if (!step) {
    leave(turn, block)
    return
  }
  turn.put({ ...block, next: block.next + 1 })
  const pass = id.slice(nameOf(block.place).length)
  const frame: StepFrame = {
    kind: 'step',
    id: `${step.id}${pass}`,
    parent: id,
    step: step.id,
    began: turn.at,
    stage: { at: 'beginning' },
  }
  turn.put(frame)
  const record = { id: frame.id, kind: step.kind, title: step.title, attempts: 1, started_at: turn.at, result: null }
  const fresh = { ...record, status: 'running', ended_at: null, waiting_until: null, detail: null } as const
  turn.setRecord(fresh)
  turn.begins()
  mindOf(step).enter(turn, frame, step)
}

function leave(turn: Turn, block: BlockFrame): void {
  turn.drop(block.id)
  if (block.parent === null) {
    leaveRule(turn, block)
    return
  }
  const owner = turn.frame(block.parent)
  if (owner?.kind !== 'step') return
  const step = turn.step(owner)
  const mind = mindOf(step)
  if (isHandlerOf(owner, block)) {
    mind.left?.(turn, owner, step, block.place.part)
    turn.tasks.push({ kind: 'done', frame: owner })
  } else if (mind.ended) mind.ended(turn, owner, step, block)
  else {
    mind.left?.(turn, owner, step, block.place.part)
    turn.succeed(owner, { result: own(turn.state.records, owner.id)?.result ?? null })
  }
}

/** A block of the rule itself came to its end. */
function leaveRule(turn: Turn, block: BlockFrame): void {
  if (block.place.part === 'rollback') {
    undoNext(turn)
    return
  }
  // What is done beside the steps when somebody acknowledges is brought to its end, and so are the steps.
  if (Object.values(turn.state.frames).some(({ parent }) => parent === null)) return
  // The rule's own handler has handled the failure (D105); its message stays with the run, for people.
  turn.end('succeeded', block.error?.message ?? null)
}

const handlers: ReadonlySet<Part> = new Set<Part>([
  ...(['timeout', 'error', 'approved', 'rejected', 'empty', 'ack', 'resolve'] as const),
])
/** Handlers run after the step has ended, so the step's record stays as it is. Those of a playbook are no step's own. */
const isHandlerOf = (owner: StepFrame, { place }: Pick<BlockFrame, 'place'>): boolean =>
  place.step === owner.step && handlers.has(place.part)

/** To the step's own handler, else outwards (D105). */
function failed(turn: Turn, frame: StepFrame, cause: Failed): void {
  turn.giveUp(frame.id)
  abandonInside(turn, frame.id)
  const inHandler = frame.stage.at === 'inside' && handlers.has(frame.stage.part)
  const has = (part: Part): boolean => !inHandler && stepsAt(turn.plan, { step: frame.step, part }) !== null
  const own = ownHandlers[cause.failure.code]
  const part = own !== undefined && has(own) ? own : 'error'
  if (has(part)) {
    turn.tasks.push({ kind: 'open', frame, part, cause })
    return
  }
  turn.drop(frame.id)
  outwards(turn, frame.parent, cause)
}

/** Failures that have a handler of their own. */
const ownHandlers: Readonly<Record<string, Part>> = { timeout: 'timeout', rejected: 'rejected' }

/** A block fails with the step in it: so does the step that holds the block, or the rule. */
function outwards(turn: Turn, blockId: string, cause: Failed): void {
  const block = turn.frame(blockId)
  if (block?.kind !== 'block') return
  turn.drop(blockId)
  if (block.parent !== null) {
    const owner = turn.frame(block.parent)
    if (owner?.kind !== 'step') return
    const step = turn.step(owner)
    const mind = mindOf(step)
    if (isHandlerOf(owner, block)) turn.tasks.push({ kind: 'failed', frame: owner, cause })
    else if (mind.broken) mind.broken(turn, owner, step, block, cause)
    else turn.fail(owner, cause.failure, cause.step)
    return
  }
  if (block.place.part === 'rollback') {
    undoNext(turn)
    return
  }
  const isOfSteps = block.place.part === 'then' || block.place.part === 'again'
  if (isOfSteps && turn.plan.onError !== null) {
    openRule(turn, 'error', errorOf(cause))
    return
  }
  turn.tasks.push({ kind: 'end', outcome: 'failed', message: cause.failure.message, failed: cause })
}

const errorOf = ({ failure, step }: Failed): Facts['error'] => ({ code: failure.code, message: failure.message, step })

/** Gives up everything that is under way, undoes what a failed run has done; what is not reached is skipped (D107, D108). */
function end(turn: Turn, task: Task & { readonly kind: 'end' }): void {
  abandonAll(turn)
  dropLeases(turn)
  turn.giveUp('/gather')
  if (beginUndo(turn, task)) return
  const { outcome, message, failed: cause } = turn.state.undoing ?? task
  turn.update({
    phase: 'ending',
    frames: {},
    records: Object.fromEntries(
      Object.entries(turn.state.records).map(([id, record]) => [id, cutShort(record, turn.at)]),
    ),
    ending: {
      ...{ outcome, message, report: cause && errorOf(cause), closing: null },
      ...((task.final || outcome !== 'succeeded') && { final: true as const }),
    },
  })
}

/** The record of a step when the run ends; messages about changes still go out. */
function cutShort(record: StepRecord, at: number): StepRecord {
  if (record.status === 'pending') return { ...record, status: 'skipped', detail: 'not reached' }
  return isUnderWay(record) && record.kind !== 'update'
    ? { ...record, status: 'cancelled', ended_at: at, waiting_until: null }
    : record
}
