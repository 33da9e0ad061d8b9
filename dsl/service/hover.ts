/** What stands under the pointer, in Markdown. */
import { functions, isFunction } from '../compile/functions.ts'
import { isSeverity, severities } from '../model/severity.ts'
import type { Span } from '../model/span.ts'
import type { Declaration } from '../syntax/ast.ts'
import { isTrivia, type Token } from '../syntax/token.ts'
import { fieldDocs, rootDocs } from './field-docs.ts'
import type { Project } from './project.ts'
import { type Meaning, occurrenceAt, referencesOf } from './resolve.ts'
import { resultMembers } from './result-members.ts'
import { wordsBefore } from './unfinished.ts'
import { wordDocs } from './word-docs.ts'

export interface Hover {
  readonly at: Span
  readonly markdown: string
}

const mostLines = 12
const code = (text: string): string => `\`\`\`tocsin\n${text}\n\`\`\``

/** The beginning of a declaration's text, without its body where that is long. */
function headOf(node: Declaration, text: string): string {
  const lines = text.slice(node.at.start, node.at.end).split('\n')
  return lines.length > mostLines ? [...lines.slice(0, mostLines), '  …'].join('\n') : lines.join('\n')
}

function typeOfConst(node: Declaration): string {
  if (node.kind !== 'const') return ''
  const { kind } = node.value
  if (kind === 'ref' && isSeverity(node.value.name)) return 'severity'
  return kind === 'ref' || kind === 'path' || kind === 'call' || kind === 'sum' ? '' : kind
}

function ofMeaning(meaning: Meaning, project: Project): string | null {
  if (meaning.kind === 'local') {
    const place = referencesOf(meaning, project).find(({ occurrence }) => occurrence.declares)
    const text = project.texts.get(meaning.parsed.file) ?? ''
    if (!place) return `\`${meaning.name}\`, a name of this ${meaning.inside.kind}`
    const from = text.lastIndexOf('\n', place.at.start - 1) + 1
    const to = text.indexOf('\n', place.at.end)
    const line = text.slice(from, to === -1 ? undefined : to).trim()
    return `${code(line)}\n\nA name of this ${meaning.inside.kind}.`
  }
  const { node, parsed, keyword } = meaning.declared
  if (!node || node.kind === 'use') return null
  const type = typeOfConst(node)
  const shown = code(headOf(node, project.texts.get(parsed.file) ?? ''))
  return [shown, ...(node.doc ? [node.doc] : []), `${keyword}${type ? ` (${type})` : ''} of \`${parsed.file}\``].join(
    '\n\n',
  )
}

function ofPath(token: Token, offset: number): string | null {
  const [root = '', field = ''] = token.text.split(/[.[]/u, 2)
  const onRoot = offset < token.at.start + root.length
  const known = fieldDocs[`${root}.${field}`]
  if (known && !onRoot) return `\`${root}.${field}\`: ${known}`
  return rootDocs[root] ? `\`${root}\`: ${rootDocs[root]}` : null
}

/** `host.status`, behind the name of a step's result. */
function ofMember(token: Token, offset: number, path: string, project: Project): string | null {
  const [root = '', member = ''] = token.text.split(/[.[]/u, 2)
  if (offset < token.at.start + root.length) return null
  const parsed = project.files.get(path)
  const tokens = parsed?.tokens.filter(({ at }) => at.end <= token.at.start) ?? []
  const words = wordsBefore(tokens, project.texts.get(path) ?? '')
  const members = resultMembers({ project, parsed, words }, root)
  return members && Object.hasOwn(members, member) ? `\`${root}.${member}\`: ${members[member]}` : null
}

function ofName(name: string): string | null {
  if (isFunction(name)) return `\`${name}\`: ${functions[name].does}`
  if (isSeverity(name)) return `severity \`${name}\`; from worst to mildest: ${severities.join(', ')}`
  return null
}

/** A word between {{ and }}. */
function inText(token: Token, offset: number): Hover | null {
  const inside = token.text.slice(0, offset - token.at.start)
  const hole = inside.lastIndexOf('{{')
  if (hole === -1 || inside.indexOf('}}', hole) !== -1) return null
  for (const found of token.text.matchAll(/[\p{L}_][\p{L}\p{M}\p{N}_.]*/gu)) {
    const at = { start: token.at.start + found.index, end: token.at.start + found.index + found[0].length }
    if (at.start > offset || offset >= at.end) continue
    const markdown = found[0].includes('.') ? ofPath({ type: 'path', text: found[0], at }, offset) : ofName(found[0])
    return markdown === null ? null : { at, markdown }
  }
  return null
}

export function hover(project: Project, path: string, offset: number): Hover | null {
  const parsed = project.files.get(path)
  const token = parsed?.tokens.find(({ at }) => at.start <= offset && offset < at.end)
  if (!token || isTrivia(token)) return null
  const named = occurrenceAt(project, path, offset)
  if (named && named.occurrence.at.start <= offset && offset < named.occurrence.at.end) {
    const markdown = named.meaning && ofMeaning(named.meaning, project)
    if (markdown) return { at: named.occurrence.at, markdown }
  }
  const member = token.type === 'path' ? ofMember(token, offset, path, project) : null
  if (member !== null) return { at: token.at, markdown: member }
  if (token.type === 'string') return inText(token, offset)
  const markdown =
    token.type === 'path'
      ? ofPath(token, offset)
      : Object.hasOwn(wordDocs, token.text) && token.type !== 'ident'
        ? `\`${token.text}\`: ${wordDocs[token.text]}`
        : ofName(token.text)
  return markdown === null ? null : { at: token.at, markdown }
}
