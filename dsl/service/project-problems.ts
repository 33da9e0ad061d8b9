/** What only all files together tell: rules that others leave nothing to (W501). Not for every key stroke (D75). */
import { bounded } from '../checks/bounded.ts'
import { shadowed } from '../checks/shadowed.ts'
import type { Problem } from '../model/problems.ts'
import { type Project, setOf } from './project.ts'

/** The problems of the project as a whole, by the path of the file that they stand in. */
export const projectProblems = (project: Project): ReadonlyMap<string, readonly Problem[]> =>
  Map.groupBy(shadowed(bounded(setOf(project))), ({ file }) => file)
