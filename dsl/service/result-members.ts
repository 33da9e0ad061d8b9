/** What a name has of which it is known what brings it, for `x.` behind `… as x`. */
import { makersIn, type Maker } from '../checks/makers.ts'
import { fieldsOfResult, type Members } from '../checks/result-fields.ts'
import { alertMembers } from '../checks/members.ts'
import type { Declaration, Step } from '../syntax/ast.ts'
import type { Word } from '../syntax/token.ts'
import type { Offer } from './completion.ts'
import { fieldDocs } from './field-docs.ts'
import { namesInScope } from './names-in-scope.ts'
import type { Around } from './offers.ts'
import type { Project } from './project.ts'
import { stepBefore } from './step-before.ts'
import { testedNames } from './tested-names.ts'

const ofAlert: Members = Object.fromEntries(
  alertMembers.map((member) => [member, fieldDocs[`alert.${member}`] ?? `${member}s from the source, by name`]),
)

/** The names that can be read at the cursor: those made before it, in a test those of the rules. */
export const localNames = (around: Around): readonly string[] => [
  ...(testedNames(around)?.keys() ?? namesInScope(around.words)),
]

/** The members of what has this name; null where its shape is not known, as that of a variable. */
export function resultMembers(around: Around, name: string): Members | null {
  const tested = testedNames(around)
  if (tested) return membersMade(tested.get(name) ?? [], around.project)
  return membersBefore(around.words, name, around.project)
}

/** The last step of that name counts. */
function membersBefore(words: readonly Word[], name: string, project: Project): Members | null {
  const index = words.findLastIndex((word, at) => word.text === name && makes.has(words[at - 1]?.text ?? ''))
  if (index === -1) return null
  if (words[index - 1]?.text === 'event') return ofAlert
  const step = stepBefore(words, index - 1)
  return step && membersOf(step.kind, step.second, project)
}
const makes = new Set(['as', 'event'])

/** Those of all that may have brought it. */
function membersMade(makers: readonly Maker[], project: Project): Members | null {
  const all = makers.map((maker) => {
    if (maker.kind === 'event') return ofAlert
    if (maker.kind !== 'step') return null
    return membersOf(maker.step.kind, maker.step.kind === 'call step' ? maker.step.name.text : '', project)
  })
  const known = all.filter((members) => members !== null)
  return known.length === 0 || known.length < all.length ? null : Object.assign({}, ...known)
}

/** @param called the playbook of a call */
function membersOf(kind: Step['kind'], called: string, project: Project): Members | null {
  const fields = fieldsOfResult(kind)
  return fields && { ...fields, ...(kind === 'call step' ? variablesOf(called, project) : {}) }
}

/** A playbook hands back what it has set, wherever it did (D109). */
function variablesOf(name: string, project: Project): Members {
  const playbook = [...project.files.values()]
    .flatMap((file): readonly Declaration[] => file.declarations)
    .find((node) => node.kind === 'playbook' && node.name.text === name)
  if (!playbook) return {}
  const set = [...makersIn(playbook)].filter(([, makers]) => makers.some(({ kind }) => kind === 'set'))
  return Object.fromEntries(set.map(([variable]) => [variable, `set by ${name}`]))
}

/** `x.member` of each of the names whose shape is known. */
export const memberOffers = (around: Around): readonly Offer[] =>
  localNames(around).flatMap((name) =>
    Object.entries(resultMembers(around, name) ?? {}).map(
      ([member, detail]): Offer => ({ label: `${name}.${member}`, kind: 'field', detail }),
    ),
  )
