/** Where names stand in a declaration: what it declares, and what it reads of others. */
import { textOf } from '../checks/file-set.ts'
import { makersIn } from '../checks/makers.ts'
import { isRoot } from '../checks/names.ts'
import { isSeverity } from '../model/severity.ts'
import type { Span } from '../model/span.ts'
import type { Declaration, Name, Text } from '../syntax/ast.ts'

/**
 * What kind of thing is named; `value` may be a constant or a condition, in a test a name of the rule that ran; `local` lives
 * inside one declaration; `mocked` is the name of a step that a test stands in for.
 */
export type Asked =
  | 'value'
  | 'window'
  | 'template'
  | 'playbook'
  | 'connection'
  | 'schedule'
  | 'rule'
  | 'local'
  | 'mocked'
  | 'mocked run'
  | 'other'
export interface Occurrence {
  readonly name: string
  /** The name alone: without `@`; of a rule the text with its quotes. */
  readonly at: Span
  readonly asked: Asked
  readonly declares: boolean
}

/** The parts of tree nodes that hold names, all of them perhaps absent. */
interface Node {
  readonly kind?: string
  readonly at?: Span
  readonly name?: Name | Text | string | Node
  readonly names?: readonly Name[]
  readonly segments?: readonly unknown[]
  readonly rule?: Text
  readonly system?: Name
  readonly ticket?: Name
  readonly via?: Name | null
  readonly step?: string
  readonly event?: string
}

const remembered = new WeakMap<Declaration, readonly Occurrence[]>()

/**
 * @param text of the file; names in paths are measured as they are written
 * @returns in no order
 */
export function occurrencesIn(declaration: Declaration, text: string): readonly Occurrence[] {
  const known = remembered.get(declaration)
  if (known) return known
  const found: Occurrence[] = []
  const locals = makersIn(declaration)
  const add = (name: string, at: Span, asked: Asked, declares = false) => found.push({ name, at, asked, declares })
  const named = (node: Name | null | undefined, asked: Asked, declares = false) => {
    if (node) add(node.text, node.at, asked, declares)
  }
  const value = (name: string, at: Span) => {
    if (locals.has(name)) add(name, at, 'local')
    else if (!isRoot(name) && !isSeverity(name)) add(name, at, 'value')
  }
  const rule = (node: Text | undefined) => {
    if (node) add(textOf(node.parts), node.at, 'rule')
  }
  const asName = (node: unknown): Name | null =>
    typeof node === 'object' && node !== null && (node as Node).kind === 'name' ? (node as Name) : null

  const own = (node: Node): void => {
    switch (node.kind) {
      case 'ref':
        if (node.at) value(String(node.name), node.at)
        break
      case 'path': {
        const [root] = node.segments ?? []
        const start = node.at?.start ?? 0
        const written = /^[^.[]*/u.exec(text.slice(start, node.at?.end))?.[0] ?? ''
        value(String(root), { start, end: start + written.length })
        break
      }
      case 'handle':
        if (node.at) add(String(node.name), { start: node.at.start + 1, end: node.at.end }, 'schedule')
        break
      case 'via':
        for (const one of node.names ?? []) named(one, 'connection')
        break
      case 'using':
        named(asName(node.name), 'template')
        break
      case 'as':
      case 'set':
      case 'for each':
      case 'event':
      case 'without':
        named(asName(node.name), 'local', true)
        break
      case 'named':
        named(asName(node.name), 'window')
        break
      case 'call step':
        named(asName(node.name), 'playbook')
        break
      case 'mock':
        named(asName(node.name), node.step === 'call' ? 'playbook' : node.step === 'run' ? 'mocked run' : 'mocked')
        break
      case 'ticket create':
        named(node.system, 'connection')
        break
      case 'ticket update':
      case 'ticket close':
        named(node.ticket, 'local')
        break
      case 'suppress while':
      case 'matched':
      case 'given incident':
      case 'given manual':
        rule(node.rule)
        break
      case 'notify':
        named(node.via, 'connection')
    }
  }
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if (!Array.isArray(node)) own(node as Node)
    for (const member of Object.values(node)) visit(member)
  }

  visit(declaration)
  if (declaration.kind === 'playbook') for (const param of declaration.params) named(param.name, 'local', true)
  if (declaration.kind !== 'use') {
    const asked = askedFor(declaration.kind)
    if (declaration.name.kind === 'name') named(declaration.name, asked, true)
    else add(textOf(declaration.name.parts), declaration.name.at, asked, true)
  }
  remembered.set(declaration, found)
  return found
}

const askedFor = (keyword: string): Asked =>
  keyword === 'const' || keyword === 'condition'
    ? 'value'
    : keyword === 'test' || keyword === 'inhibit'
      ? 'other'
      : (keyword as Asked)
