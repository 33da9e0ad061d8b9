/** The rule files that an editor has open or beside it, as values: an edit makes a new project that shares what stayed. */
import { type FileSet, fileSet } from '../checks/file-set.ts'
import type { Known } from '../checks/known.ts'
import { parse } from '../syntax/parse.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

/** What the running system has seen, for completion; all of it may be absent. */
export interface LiveData {
  /** Rooms, with their `#`. */
  readonly rooms?: readonly string[]
}

export interface Project {
  readonly files: ReadonlyMap<string, ParsedFile>
  readonly texts: ReadonlyMap<string, string>
  readonly known: Known
  readonly live: LiveData
}

/**
 * @param texts path to text; `use` is resolved between these paths
 * @param known names from outside, whose absence is warned of
 */
export function openProject(
  texts: Iterable<readonly [path: string, text: string]>,
  known: Known = {},
  live: LiveData = {},
): Project {
  const all = new Map(texts)
  return { files: new Map([...all].map(([path, text]) => [path, parse(text, path)])), texts: all, known, live }
}

/** The project with this text in the file, which may be new. Only the declarations that changed are read again. */
export function withText(project: Project, path: string, text: string): Project {
  if (project.texts.get(path) === text) return project
  const parsed = parse(text, path, project.files.get(path) ?? null)
  return {
    ...project,
    files: new Map([...project.files, [path, parsed]]),
    texts: new Map([...project.texts, [path, text]]),
  }
}

export function withoutFile(project: Project, path: string): Project {
  const files = new Map(project.files)
  const texts = new Map(project.texts)
  if (!files.delete(path)) return project
  texts.delete(path)
  return { ...project, files, texts }
}

const sets = new WeakMap<Project['files'], FileSet>()

/** Who declares what in the project, and which file sees it. */
export function setOf({ files }: Project): FileSet {
  const known = sets.get(files)
  if (known) return known
  const set = fileSet([...files.values()])
  sets.set(files, set)
  return set
}
