/** E205: a playbook that reads the alert, called where there is none (D90). */
import type { CallStep, Playbook } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { playbookNamed } from './calls.ts'
import { alertless } from './fields.ts'
import type { Check, Place } from './place.ts'

export const calledHasAlert: Check<CallStep> = (step, place, accept) => {
  const trigger = alertless(place)
  // What stays away becomes an alert of its own.
  if (trigger === null || trigger === 'absence') return
  const path = firstRead(step.name.text, place)
  if (path !== null) accept({ id: 'E205/call', at: step.name.at, args: { name: step.name.text, path, trigger } })
}

/** The first thing of an alert that the playbook, or one that it calls, cannot do without; null where there is none. */
function firstRead(name: string, place: Place): string | null {
  const open: ({ readonly node: Playbook; readonly parsed: ParsedFile } | null)[] = [
    playbookNamed(name, place.parsed, place),
  ]
  const seen = new Set<Playbook>()
  for (const one of open) {
    if (!one || seen.has(one.node)) continue
    seen.add(one.node)
    const read = readIn(one.node)
    if (read.path !== null && !read.asks) return read.path
    for (const called of read.calls) open.push(playbookNamed(called, one.parsed, place))
  }
  return null
}

interface Read {
  path: string | null
  /** It asks by `has` whether there is an alert, so it may do without. */
  asks: boolean
  readonly calls: string[]
}

const roots = new Set(['alert', 'label', 'metadata'])

function readIn(playbook: Playbook): Read {
  const read: Read = { path: null, asks: false, calls: [] }
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one)
    if (!isNode(node)) return
    const members: Record<string, unknown> = { ...node }
    switch (node.kind) {
      case 'path':
        if (roots.has(rootOf(node))) read.path ??= segmentsOf(node).slice(0, 2).join('.')
        return
      case 'has':
        if (isNode(node.path) && roots.has(rootOf(node.path))) read.asks = true
        return
      case 'call step':
        if (isNode(node.name)) read.calls.push(String(node.name.text))
        break
      case 'wait for':
        read.path ??= `wait for ${String(node.what)}`
        break
      // `set alert.note` writes, and where there is no alert there is nothing to write to.
      case 'set':
        delete members.name
        break
      // What is counted are alerts, whatever started the rule.
      case 'count':
      case 'distinct':
        delete members.of
        delete members.path
        break
      // The first value of `default` may be missing.
      case 'call':
        if (isNode(node.name) && node.name.text === 'default' && Array.isArray(node.args))
          members.args = node.args.slice(1)
        break
      case 'hole': {
        const [first] = Array.isArray(node.filters) ? (node.filters as readonly unknown[]) : []
        if (isNode(first) && isNode(first.name) && first.name.text === 'default') delete members.value
      }
    }
    for (const member of Object.values(members)) visit(member)
  }
  visit(playbook)
  return read
}

type Node = { readonly [member: string]: unknown }

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const segmentsOf = ({ segments }: Node): readonly unknown[] => (Array.isArray(segments) ? segments : [])
const rootOf = (path: Node): string => String(segmentsOf(path)[0])
