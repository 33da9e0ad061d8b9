import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Proposal, Refusal } from './answer.ts'
import { type SetClause, setClause } from './clauses.ts'
import { type EditCondition, editCondition } from './conditions.ts'
import {
  changeDeclarations,
  type DeleteDeclaration,
  type InsertDeclaration,
  type MoveDeclaration,
} from './declarations.ts'
import { type SetEntry, setEntry } from './entries.ts'
import { type SetField, setField } from './fields.ts'
import { type SetHead, type SetParams, setHead, setParams } from './heads.ts'
import { type AddEvent, changeEvents, type DeleteEvent, type SetItem, setItem } from './items.ts'
import {
  type AddArm,
  type AddBranch,
  type AddHandler,
  addArm,
  addBranch,
  addHandler,
  type DeleteLane,
  deleteLane,
} from './lanes.ts'
import { type Source, sourceOf } from './source.ts'
import { type DeleteStep, deleteStep, type InsertStep, insertStep, type MoveStep, moveStep } from './steps.ts'
import { type Edited, verified } from './verified.ts'
import { type UnwrapStep, unwrapStep, type WrapSteps, wrapSteps } from './wrap.ts'

export type { Edit } from './answer.ts'
export type { Edited } from './verified.ts'

/** What can be done on the canvas. Frames, nodes and lanes are named as in the graph; texts are of the language. */
export type Command =
  | InsertStep
  | DeleteStep
  | MoveStep
  | WrapSteps
  | UnwrapStep
  | SetHead
  | SetParams
  | SetField
  | SetClause
  | SetEntry
  | SetItem
  | AddHandler
  | AddArm
  | AddBranch
  | DeleteLane
  | AddEvent
  | DeleteEvent
  | InsertDeclaration
  | DeleteDeclaration
  | MoveDeclaration
  | EditCondition

/**
 * Does a command on a file: the smallest edits that do it, or why it is not done. Nothing else of the text changes; the
 * result is read again and compared with what the command means.
 */
export const edit = (parsed: ParsedFile, command: Command): Edited => {
  const source = sourceOf(parsed)
  return verified(source, propose(source, command))
}

/** The edits that a command takes, not verified yet. */
export function propose(source: Source, command: Command): Proposal | Refusal {
  switch (command.kind) {
    case 'insert step':
      return insertStep(source, command)
    case 'delete step':
      return deleteStep(source, command)
    case 'move step':
      return moveStep(source, command)
    case 'wrap steps':
      return wrapSteps(source, command)
    case 'unwrap step':
      return unwrapStep(source, command)
    case 'set head':
      return setHead(source, command)
    case 'set params':
      return setParams(source, command)
    case 'set field':
      return setField(source, command)
    case 'set clause':
      return setClause(source, command)
    case 'set entry':
      return setEntry(source, command)
    case 'set item':
      return setItem(source, command)
    case 'add handler':
      return addHandler(source, command)
    case 'add arm':
      return addArm(source, command)
    case 'add branch':
      return addBranch(source, command)
    case 'delete lane':
      return deleteLane(source, command)
    case 'add event':
    case 'delete event':
      return changeEvents(source, command)
    case 'insert declaration':
    case 'delete declaration':
    case 'move declaration':
      return changeDeclarations(source, command)
    case 'edit condition':
      return editCondition(source, command)
  }
}
