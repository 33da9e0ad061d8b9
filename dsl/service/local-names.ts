/** Whose a name of a rule or playbook is where a test reads or mocks it. */
import { outerBlocks } from '../checks/endings.ts'
import { textOf } from '../checks/file-set.ts'
import { stepsIn } from '../checks/in-sight.ts'
import { makersIn } from '../checks/makers.ts'
import type { Declaration, Step, Test } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { type Project, setOf } from './project.ts'

/** The names that steps of a rule or playbook have as `as`, or behind the word with which they begin. */
function namesOf(declaration: Declaration, kind: 'as' | 'run' | 'call step'): readonly string[] {
  if (declaration.kind !== 'rule' && declaration.kind !== 'playbook') return []
  return outerBlocks(declaration)
    .flatMap(stepsIn)
    .flatMap((step) => {
      if (kind === 'as') return asOf(step)
      return (step.kind === 'run' || step.kind === 'call step') && step.kind === kind ? [step.name.text] : []
    })
}
const asOf = ({ clauses }: Step): readonly string[] =>
  clauses.flatMap((clause) => (clause.kind === 'as' ? [clause.name.text] : []))

export interface Owner {
  readonly inside: Declaration
  readonly parsed: ParsedFile
}

/**
 * The rules and playbooks whose name a test means: all that it sees that have the name, or those of them that it names by
 * `expect matched` or starts, with what these call.
 * @param how a mock stands in for a step that has the name, in playbooks too, whose variables a test can't read
 */
export function ownersIn(
  test: Test,
  name: string,
  how: 'value' | 'mocked' | 'mocked run',
  parsed: ParsedFile,
  project: Project,
): readonly Owner[] {
  const seen = setOf(project)
    .allSeen(parsed)
    .flatMap(({ node, parsed }) =>
      node && (node.kind === 'rule' || node.kind === 'playbook') ? [{ inside: node, parsed }] : [],
    )
  // A repair is mocked by its own name first.
  if (how === 'mocked run' && seen.some(({ inside }) => namesOf(inside, 'run').includes(name))) return []
  const owners = seen.filter(({ inside }) =>
    how === 'value' ? inside.kind === 'rule' && makersIn(inside).has(name) : namesOf(inside, 'as').includes(name),
  )
  if (owners.length < 2) return owners
  const started = test.items.flatMap((item) => {
    if (item.kind === 'given manual') return [textOf(item.rule.parts)]
    return item.kind === 'expect' && item.fact.kind === 'matched' ? [textOf(item.fact.rule.parts)] : []
  })
  const isStarted = ({ inside }: Owner) => inside.kind === 'rule' && started.includes(textOf(inside.name.parts))
  const called = seen.filter(isStarted).flatMap(({ inside }) => namesOf(inside, 'call step'))
  const meant = owners.filter(
    (owner) => isStarted(owner) || (owner.inside.kind === 'playbook' && called.includes(owner.inside.name.text)),
  )
  return meant.length > 0 ? meant : owners
}
