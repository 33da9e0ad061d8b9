/** Putting a step in, taking one out, moving one. */
import { spliceIn } from '../graph/keys.ts'
import type { Keys, Slot } from '../graph/model.ts'
import type { Step } from '../syntax/ast.ts'
import { bodyOfLane, keysIn, laneAt, stepAt } from './address.ts'
import { isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { readAs } from './fragments.ts'
import { brought } from './replace.ts'
import { indentOf, shifted } from './shift.ts'
import { commentsIn, extentOf, indentAt, type Source } from './source.ts'
import { indentIn, putIn, takeOut } from './statements.ts'

export interface InsertStep {
  readonly kind: 'insert step'
  readonly frame: string
  readonly slot: Slot
  /** One step or several, with their comments. */
  readonly text: string
}
export interface DeleteStep {
  readonly kind: 'delete step'
  readonly frame: string
  readonly step: string
}
export interface MoveStep {
  readonly kind: 'move step'
  readonly frame: string
  readonly step: string
  readonly to: Slot
  /** The frame of the slot, when it is another one of the file. */
  readonly toFrame?: string
}

export function insertStep(source: Source, { frame, slot, text }: InsertStep): Proposal | Refusal {
  const lane = laneAt(source, frame, slot.lane)
  if (isRefusal(lane)) return lane
  const index = Math.max(0, Math.min(slot.index, lane.steps.length))
  const body = bodyOfLane(source, lane)
  const clean = brought(source, text)
  const written = shifted(clean, indentOf(clean), indentIn(source, body)).trimStart()
  const steps = readAs('steps', written, lane.block.at)
  if (isRefusal(steps)) return steps
  if (steps.length === 0)
    return refuse('E921', lane.block.at, {
      what: 'steps',
      reason: 'it is empty',
      remedy: 'write a step: `notify @oncall`',
    })
  return {
    edits: putIn(source, body, index, written),
    meant: spliceIn(source.parsed.declarations, listOf(lane.frame.index, lane.keys), index, 0, ...steps),
    dropped: [],
  }
}

const listOf = (declaration: number, lane: Keys): Keys => [declaration, ...lane, 'steps']

export function deleteStep(source: Source, { frame, step }: DeleteStep): Proposal | Refusal {
  const found = stepAt(source, frame, step)
  if (isRefusal(found)) return found
  const extent = extentOf(source, found.step.at)
  return {
    edits: [takeOut(source, extent, bodyOfLane(source, found.inLane))],
    meant: spliceIn(source.parsed.declarations, listOf(found.frame.index, found.inLane.keys), found.index, 1),
    dropped: commentsIn(source, extent).map(({ text }) => text),
  }
}

const startsWith = (keys: Keys, beginning: Keys): boolean => beginning.every((key, index) => keys[index] === key)

export function moveStep(source: Source, command: MoveStep): Proposal | Refusal {
  const found = stepAt(source, command.frame, command.step)
  if (isRefusal(found)) return found
  const lane = laneAt(source, command.toFrame ?? command.frame, command.to.lane)
  if (isRefusal(lane)) return lane
  const from = listOf(found.frame.index, found.inLane.keys)
  const to = listOf(lane.frame.index, lane.keys)
  if (startsWith(to, keysIn(found.frame, found.keys))) return refuse('E922', found.step.at, { id: command.step })
  const index = Math.max(0, Math.min(command.to.index, lane.steps.length))
  const isSame = from.length === to.length && startsWith(to, from)
  if (isSame && (index === found.index || index === found.index + 1))
    return { edits: [], meant: source.parsed.declarations, dropped: [] }

  const extent = extentOf(source, found.step.at)
  const body = bodyOfLane(source, lane)
  const text = shifted(
    source.text.slice(extent.start, extent.end),
    indentAt(source, extent.start),
    indentIn(source, body),
  )
  const out = takeOut(source, extent, bodyOfLane(source, found.inLane))
  const without = spliceIn(source.parsed.declarations, from, found.index, 1)
  const target = withoutStep(to, from, found.index)
  const place = isSame && index > found.index ? index - 1 : index
  return {
    edits: [out, ...putIn(source, body, index, text, out.at)],
    meant: spliceIn(without, target, place, 0, found.step satisfies Step),
    dropped: [],
  }
}

/** A way in a tree from which an item of a list is gone. */
function withoutStep(keys: Keys, list: Keys, index: number): Keys {
  const at = keys[list.length]
  if (!startsWith(keys, list) || typeof at !== 'number' || at <= index) return keys
  return keys.with(list.length, at - 1)
}
