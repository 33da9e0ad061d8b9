/** Commands of the canvas on a project: pure, as everything of the service. */

import { makersIn } from '../checks/makers.ts'
import { frameAt, stepAt } from '../edit/address.ts'
import { applied, type Edit, inverse, isRefusal } from '../edit/answer.ts'
import { edit as editFile, type Command as FileCommand } from '../edit/index.ts'
import { shifted } from '../edit/shift.ts'
import { extentOf, indentAt, sourceOf } from '../edit/source.ts'
import type { Problem } from '../model/problems.ts'
import type { Span } from '../model/span.ts'
import type { Fault } from '../syntax/fault.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { problemOf } from '../syntax/problem.ts'
import { type Project, withText } from './project.ts'
import { type FileEdit, rename } from './rename.ts'

export type Command = FileCommand | Rename

/** A new name for a rule, a playbook or the result of a step, everywhere. */
export interface Rename {
  readonly kind: 'rename'
  readonly frame: string
  /** A step, named by `as` from now on if it was not; null: the rule or playbook itself. */
  readonly step: string | null
  readonly to: string
}

export type ProjectEdit =
  | {
      readonly kind: 'edited'
      /** In the order of each text; empty when there is nothing to do. */
      readonly edits: readonly FileEdit[]
      /** What takes them back, for the texts as they are afterwards. */
      readonly undo: readonly FileEdit[]
      readonly project: Project
    }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** Does a command on a file of the project. What it gives is read already, so the next graph costs no second reading. */
export function edit(project: Project, path: string, command: Command): ProjectEdit | null {
  const parsed = project.files.get(path)
  const text = project.texts.get(path)
  if (!parsed || text === undefined) return null
  if (command.kind === 'rename') return renamed(project, parsed, command)
  const done = editFile(parsed, command)
  if (done.kind === 'refused') return done
  return {
    kind: 'edited',
    edits: inFile(path, done.edits),
    undo: inFile(path, inverse(text, done.edits)),
    project: {
      ...project,
      files: new Map([...project.files, [path, done.parsed]]),
      texts: new Map([...project.texts, [path, done.text]]),
    },
  }
}

const inFile = (file: string, edits: readonly Edit[]): readonly FileEdit[] => edits.map((one) => ({ file, ...one }))

function renamed(project: Project, parsed: ParsedFile, { frame: frameName, step, to }: Rename): ProjectEdit {
  const source = sourceOf(parsed)
  const refused = (id: string, at: Span, args: Fault['args']): ProjectEdit => ({
    kind: 'refused',
    problem: problemOf({ id, at, args }, parsed.file, parsed.lines),
  })
  const found = step === null ? frameAt(source, frameName) : stepAt(source, frameName, step)
  if (isRefusal(found)) return refused(found.fault.id, found.fault.at, found.fault.args)
  const frame = 'frame' in found ? found.frame : found
  const as = 'frame' in found ? found.step.clauses.find(({ kind }) => kind === 'as') : null
  if ('frame' in found && as?.kind !== 'as') {
    if (makersIn(frame.declaration).has(to))
      return refused('E926', found.step.at, { reason: `"${to}" is a name in here already.` })
    const command = { kind: 'set clause', frame: frameName, step: found.id, clause: 'as', text: `as ${to}` } as const
    return edit(project, parsed.file, command) ?? refused('E923', found.step.at, {})
  }
  const at = as?.kind === 'as' ? as.name.at : frame.declaration.name.at
  const answer = rename(project, parsed.file, at.start, to)
  if ('refused' in answer) return refused('E926', at, { reason: answer.refused })
  return inFiles(project, answer.edits)
}

/** Edits of several files, and what takes them back. */
function inFiles(project: Project, edits: readonly FileEdit[]): ProjectEdit {
  let next = project
  const undo: FileEdit[] = []
  for (const [file, own] of Map.groupBy(edits, (one) => one.file)) {
    const text = project.texts.get(file) ?? ''
    undo.push(...inFile(file, inverse(text, own)))
    next = withText(next, file, applied(text, own))
  }
  return { kind: 'edited', edits, undo, project: next }
}

/** Neighbouring steps of one lane as text that `insert step` takes, in any file; null where there are no such steps. */
export function copied(project: Project, path: string, frame: string, from: string, to: string): string | null {
  const parsed = project.files.get(path)
  if (!parsed) return null
  const source = sourceOf(parsed)
  const [first, last] = [stepAt(source, frame, from), stepAt(source, frame, to)]
  if (isRefusal(first) || isRefusal(last) || first.lane !== last.lane) return null
  const { start } = extentOf(source, first.step.at)
  const { end } = extentOf(source, last.step.at)
  return shifted(source.text.slice(start, end), indentAt(source, start), '')
}
