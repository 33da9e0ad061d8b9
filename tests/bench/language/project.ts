import { diagnostics } from '../../../dsl/service/diagnostics.ts'
import { openProject, type Project } from '../../../dsl/service/project.ts'
import { rulesInFiles } from './rules.ts'

/** A project of so many rules whose diagnostics have all been asked for once. */
export function allDiagnosed(rules: number, perFile: number): Project {
  const known = { handles: ['payments'], connections: { pager: 'webhook' } }
  const project = openProject(rulesInFiles(rules, perFile), known)
  for (const path of project.files.keys()) diagnostics(project, path)
  return project
}
