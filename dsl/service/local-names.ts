/** Names that live inside one rule or playbook, and whose they are where a test reads or mocks them. */
import { textOf } from '../checks/file-set.ts'
import { definedIn } from '../checks/scope.ts'
import type { Declaration, Test } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { type Project, setOf } from './project.ts'

interface Node {
  readonly kind?: string
  readonly name?: { readonly kind?: string; readonly text?: string }
}

/** All nodes of a declaration. */
function nodesOf(node: unknown): readonly Node[] {
  if (typeof node !== 'object' || node === null) return []
  const below = Object.values(node).flatMap(nodesOf)
  return Array.isArray(node) ? below : [node, ...below]
}
const namesOf = (declaration: Declaration, kind: string): readonly string[] =>
  nodesOf(declaration).flatMap((node) => (node.kind === kind && node.name?.text ? [node.name.text] : []))

const remembered = new WeakMap<Declaration, ReadonlySet<string>>()

/** With the names of loops, which `definedIn` leaves to their blocks. */
export function localsOf(declaration: Declaration): ReadonlySet<string> {
  const known = remembered.get(declaration)
  if (known) return known
  const all = new Set([...definedIn(declaration), ...namesOf(declaration, 'for each')])
  remembered.set(declaration, all)
  return all
}

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
    how === 'value' ? inside.kind === 'rule' && localsOf(inside).has(name) : namesOf(inside, 'as').includes(name),
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
