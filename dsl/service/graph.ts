import type { Graph } from '../graph/model.ts'
import { toGraph } from '../graph/to-graph.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Project } from './project.ts'

const remembered = new WeakMap<ParsedFile, Graph>()

/** A file of the project as the canvas shows it; null where there is no such file. The same object while the text is. */
export function graph(project: Project, path: string): Graph | null {
  const parsed = project.files.get(path)
  if (!parsed) return null
  const known = remembered.get(parsed)
  if (known) return known
  const made = toGraph(parsed)
  remembered.set(parsed, made)
  return made
}
