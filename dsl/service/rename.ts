/** A new name for a thing, in every file that names it; refused where the text would mean something else afterwards. */
import { contactKinds } from '../checks/known.ts'
import { isRoot } from '../checks/names.ts'
import { makersIn } from '../checks/makers.ts'
import { isSeverity } from '../model/severity.ts'
import type { Span } from '../model/span.ts'
import type { CallStep } from '../syntax/ast.ts'
import { tokenise } from '../syntax/lexer.ts'
import { type Project, setOf } from './project.ts'
import { ambiguousIn, type Meaning, occurrenceAt, type Place, type Reference, referencesOf } from './resolve.ts'

export interface FileEdit {
  readonly file: string
  readonly at: Span
  readonly text: string
}
export type Renaming = { readonly edits: readonly FileEdit[] } | { readonly refused: string }

/** What can be renamed at the offset: its place and its name; null where nothing can. */
export function renameable(
  project: Project,
  path: string,
  offset: number,
): { readonly at: Span; readonly name: string } | null {
  const found = occurrenceAt(project, path, offset)
  if (!found?.meaning) return null
  const { at, name } = found.occurrence
  return { at, name }
}

const quoted = (name: string): string =>
  `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('{{', '\\{\\{').replaceAll('\n', '\\n')}"`

export function rename(project: Project, path: string, offset: number, to: string): Renaming {
  const meaning = occurrenceAt(project, path, offset)?.meaning
  if (!meaning) return { refused: 'Nothing that these files declare is named here.' }
  const keyword = meaning.kind === 'local' ? 'local' : meaning.declared.keyword
  const wanted = keyword === 'rule' ? to : to.normalize('NFC')
  const places = referencesOf(meaning, project)
  const keys = argumentsFor(meaning, project)
  const reason = unfit(wanted, keyword) ?? clash(wanted, meaning, places, project)
  if (reason) return { refused: reason }
  return {
    edits: [...places, ...keys].map(({ file, at }) => ({
      file,
      at,
      text: keyword === 'rule' || keyword === 'test' ? quoted(wanted) : wanted,
    })),
  }
}

/** A parameter is a key too, wherever its playbook is called. */
function argumentsFor(meaning: Meaning, project: Project): readonly Place[] {
  if (meaning.kind !== 'local' || meaning.inside.kind !== 'playbook') return []
  const { name, inside, parsed } = meaning
  if (!inside.params.some((param) => param.name.text === name)) return []
  const playbook = { node: inside, keyword: 'playbook', name: inside.name.text, parsed }
  const found: Place[] = []
  const visit = (node: unknown, file: string, at: Span): void => {
    if (typeof node !== 'object' || node === null) return
    if (isCall(node) && node.name.at.start === at.start)
      for (const { key, keyAt } of node.args) if (key === name) found.push({ file, at: keyAt })
    for (const member of Object.values(node)) visit(member, file, at)
  }
  for (const call of referencesOf({ kind: 'declared', declared: playbook }, project))
    visit(call.inside, call.file, call.at)
  return found
}
const isCall = (node: object): node is CallStep => 'kind' in node && node.kind === 'call step'

function unfit(name: string, keyword: string): string | null {
  if (keyword === 'rule') return name.trim() === '' ? 'A rule needs a name.' : null
  const [word, ...more] = tokenise(name)
  if (!word || more.length > 0 || (word.type !== 'ident' && word.type !== 'soft'))
    return `"${name}" is not a name: names begin with a letter and hold letters, digits and _, and are no reserved words.`
  if ((keyword === 'const' || keyword === 'local') && (isSeverity(name) || isRoot(name)))
    return `"${name}" has a meaning of its own and cannot be a name.`
  if (keyword === 'connection' && (contactKinds as readonly string[]).includes(name))
    return `"${name}" is a kind of contact and cannot be the name of a connection.`
  return null
}

function clash(name: string, meaning: Meaning, places: readonly Reference[], project: Project): string | null {
  const set = setOf(project)
  if (meaning.kind === 'local') {
    if (name === meaning.name) return null
    if (makersIn(meaning.inside).has(name)) return `"${name}" is a name in here already.`
    const shared = ambiguousIn(meaning, project)
    if (shared)
      return `The test "${shared.test}" of ${shared.file} may mean the "${meaning.name}" of several rules: say there which one, by \`expect matched\`.`
    const other = set.seen(meaning.parsed, name).find((one) => one.keyword === 'const' || one.keyword === 'condition')
    if (other) return `"${name}" is a ${other.keyword} of ${other.parsed.file}.`
    const hidden = places.find(({ parsed }) => set.seen(parsed, name).some((one) => one.keyword === 'const'))
    return hidden ? `"${name}" is a const that ${hidden.file} sees.` : null
  }
  const { declared } = meaning
  if (name === declared.name) return null
  const other = set.firstOf(declared.keyword, name)
  if (other) return `${other.keyword} "${name}" is in ${other.parsed.file} already.`
  if (declared.keyword !== 'const' && declared.keyword !== 'condition') return null
  const hidden = [...project.files.values()].find(
    (file) =>
      (file === declared.parsed || set.seen(file, declared.name).some((one) => one.node === declared.node)) &&
      file.declarations.some((one) => makersIn(one).has(name)),
  )
  return hidden && places.length > 0 ? `A rule of ${hidden.file} has a name "${name}" of its own.` : null
}
