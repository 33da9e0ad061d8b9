/** The problems of a file at the speed of typing: a declaration is checked again only when it, or what it asked for, changed. */
import { bounded } from '../checks/bounded.ts'
import type { FileSet } from '../checks/file-set.ts'
import { checkDeclaration, checkParts, refuse } from '../checks/index.ts'
import type { Known } from '../checks/known.ts'
import type { Problem } from '../model/problems.ts'
import { moved } from '../syntax/moved.ts'
import type { ParsedFile, ReadPiece } from '../syntax/parsed-file.ts'
import { type Project, setOf } from './project.ts'
import { Questions } from './questions.ts'

interface Findings {
  readonly checked: readonly Problem[]
  readonly refused: readonly Problem[]
}
interface Remembered {
  readonly findings: Findings
  readonly known: Known
  readonly questions: Questions
  readonly file: string
  readonly offset: number
  readonly line: number
}

const remembered = new WeakMap<object, Remembered>()

/** Such a message names a line that other edits may move. */
const namesPlace = (problem: Problem, file: string): boolean => 'place' in problem.args || problem.file !== file

function findingsOf(piece: ReadPiece, parsed: ParsedFile, set: FileSet, known: Known): Findings {
  const { offset, line } = { offset: piece.at.start, line: piece.line }
  const before = remembered.get(piece.identity)
  if (before?.known === known && before.file === parsed.file && before.questions.stand(set))
    return moved(before.findings, { offset: offset - before.offset, lines: line - before.line })
  const questions = new Questions()
  const heard = questions.listenTo(set)
  const findings = {
    checked: [
      ...piece.declarations.flatMap((declaration) => checkDeclaration(declaration, parsed, heard, known)),
      ...checkParts(piece.broken, parsed, heard, known),
    ],
    refused: refuse([{ ...parsed, declarations: piece.declarations }]),
  }
  if (findings.checked.some((problem) => namesPlace(problem, parsed.file))) remembered.delete(piece.identity)
  else remembered.set(piece.identity, { findings, known, questions, file: parsed.file, offset, line })
  return findings
}

/** Everything that is wrong with one file, by place: what `check` of the whole project says of it. */
export function diagnostics(project: Project, path: string): readonly Problem[] {
  const parsed = project.files.get(path)
  if (!parsed) return []
  const set = bounded(setOf(project))
  const found = parsed.pieces.map((piece) => findingsOf(piece, parsed, set, project.known))
  return [
    ...parsed.problems,
    ...found.flatMap(({ checked }) => checked),
    ...found.flatMap(({ refused }) => refused),
  ].toSorted((a, b) => a.range.start.offset - b.range.start.offset)
}
