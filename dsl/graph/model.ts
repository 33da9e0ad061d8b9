/**
 * A rule file as the canvas shows it (language.md section 6). It refers to the text by ranges and keeps every part of the
 * tree, so that neither is lost: `toAst` gives the tree back, `segmentsOf` the bytes. Plain data, which crosses a worker.
 */
import type { Span } from '../model/span.ts'
import type {
  Block,
  Clause,
  Declaration,
  Handler,
  HandlerEvent,
  Playbook,
  Rule,
  RuleItem,
  Step,
} from '../syntax/ast.ts'

/** The way from a tree to a part of it: names of members and places in lists. */
export type Keys = readonly (string | number)[]

export type NodeKind =
  | 'trigger'
  | 'filter'
  | 'mute'
  | 'gate'
  | 'notify'
  | 'escalate'
  | 'ticket'
  | 'run'
  | 'call'
  | 'http'
  | 'set'
  | 'sleep'
  | 'wait'
  | 'branch'
  | 'fork'
  | 'loop'
  | 'end'
  /** Head of a side lane: `on error`, `on resolve`, `on ack` of a rule or playbook. */
  | 'lane'
  /** `stop processing`, the footer of a lane. */
  | 'stop'

/** What an inspector draws for a field. */
export type FieldType =
  | 'number'
  | 'duration'
  | 'text'
  | 'name'
  | 'names'
  | 'handle'
  | 'targets'
  | 'path'
  | 'paths'
  | 'value'
  | 'map'
  | 'condition'
  | 'window'
  | 'word'
  | 'arguments'

export interface Field {
  /** `targets`, `up to`, `with.title`, `when`: unique in its node. */
  readonly name: string
  readonly type: FieldType
  /** With its keyword: what a problem about it touches, and what goes when it is removed. */
  readonly at: Span
  /** The part that a new value takes the place of. */
  readonly value: Span
  /** From the node's tree to the value. */
  readonly keys: Keys
  /** Index among the clauses of the step; null for a part of its head. */
  readonly clause: number | null
}

/** A comment: `##` above a statement is its note, any other a dot with the text on hover. */
export interface Note {
  readonly text: string
  readonly doc: boolean
  readonly at: Span
  /** Above what it belongs to, behind it on its line, or inside it. */
  readonly place: 'above' | 'behind' | 'inside'
}

export interface Badge {
  readonly kind: 'verify' | 'retry' | 'timeout' | 'rollback' | 'max' | 'at once' | 'every' | 'until' | 'join'
  /** As written. */
  readonly at: Span
}

/** A way out of a node: `out`, an arm, a branch, a handler, `rollback`, `muted`. */
export interface Handle {
  readonly id: string
  readonly kind: 'out' | 'muted' | 'arm' | 'branch' | 'body' | 'handler' | 'rollback'
  /** The lane that it leads into; null for `out` and `muted`, and for an `else` that is not written. */
  readonly lane: string | null
}

export interface GraphNode {
  /** Unique in the frame. Of a step: its `as` name, else its structural path, as in plans and runs (`then.2.timeout.0`). */
  readonly id: string
  readonly kind: NodeKind
  /** The lane that it stands in; null for what stands before `then`, and for heads of lanes. */
  readonly lane: string | null
  readonly at: Span
  /** The name written behind `as`. */
  readonly name: string | null
  readonly hasIn: boolean
  readonly outs: readonly Handle[]
  readonly fields: readonly Field[]
  readonly badges: readonly Badge[]
  readonly notes: readonly Note[]
  /** Clauses and handlers that could be added, for the inspector and for empty handles. */
  readonly mayAdd: { readonly clauses: readonly Clause['kind'][]; readonly handlers: readonly HandlerEvent[] }
  /** The statement with its blocks emptied: what was in them stands in lanes. */
  readonly tree: Step | RuleItem | Handler
  /** From the declaration to the statement. */
  readonly keys: Keys
}

/** Where steps stand one after another: one block of the text. */
export interface Lane {
  /** `then`, `on_error`, `<step id>.timeout`, `<step id>.if0` … */
  readonly id: string
  readonly role: 'then' | 'handler' | 'arm' | 'else' | 'branch' | 'body' | 'rollback'
  /** The node that it hangs from, by the handle of the same lane; null for `then`. */
  readonly holder: string | null
  /** With its braces. */
  readonly at: Span
  /** Ids of the nodes in it, in order. */
  readonly steps: readonly string[]
  /** Comments that belong to no step of it. */
  readonly notes: readonly Note[]
  readonly keys: Keys
  readonly block: Block
}

export interface Edge {
  /** `<from>:<handle>><to>`, the same for as long as both ends are. */
  readonly id: string
  readonly from: string
  readonly handle: string
  readonly to: string
  /** `join` where a lane comes together again with what it hangs from. */
  readonly into: 'in' | 'join'
  /** Where a step goes that is dropped on the edge; null before `then`. */
  readonly slot: Slot | null
}
export interface Slot {
  readonly lane: string
  readonly index: number
}

/** A rule or a playbook. */
export interface Frame {
  /** `rule "name"` or `playbook name`; of a second with the same name `… ~2`. */
  readonly id: string
  readonly kind: 'rule' | 'playbook'
  readonly name: string
  /** Index among the declarations of the file. */
  readonly declaration: number
  readonly at: Span
  readonly enabled: boolean
  /** As written; null where it is left to the default. */
  readonly priority: number | null
  /** Where `meta` names an owner. */
  readonly ownerAt: Span | null
  /** Words of items, and events of handlers, that could be added. */
  readonly mayAdd: { readonly items: readonly RuleItem['kind'][]; readonly handlers: readonly HandlerEvent[] }
  /** Of the header: name, priority, parameters, entries of `meta`. */
  readonly fields: readonly Field[]
  readonly notes: readonly Note[]
  readonly nodes: readonly GraphNode[]
  readonly lanes: readonly Lane[]
  readonly edges: readonly Edge[]
  /** The declaration with its blocks emptied and without the items that are nodes. */
  readonly tree: Rule | Playbook
}

/** Anything else at the top level: it has a page of its own. */
export interface Sheet {
  readonly declaration: number
  readonly kind: Exclude<Declaration['kind'], 'rule' | 'playbook'>
  readonly at: Span
  readonly notes: readonly Note[]
  readonly tree: Declaration
}

export interface Graph {
  readonly file: string
  readonly length: number
  readonly frames: readonly Frame[]
  readonly sheets: readonly Sheet[]
  /** What does not read: shown as text, and left as it is by every edit. */
  readonly broken: readonly Span[]
  /** Comments that belong to no declaration. */
  readonly notes: readonly Note[]
}
