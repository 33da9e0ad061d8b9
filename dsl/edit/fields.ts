/** A field of a node or of a header gets a new value. */

import { itemFields, stepFields } from '../graph/fields.ts'
import { setIn } from '../graph/keys.ts'
import type { Field, Keys } from '../graph/model.ts'
import { headerFields, itemIds } from '../graph/to-graph.ts'
import type { Span } from '../model/span.ts'
import { type FrameSite, frameAt } from './address.ts'
import { isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { readAs } from './fragments.ts'
import { replaced } from './replace.ts'
import type { Source } from './source.ts'

export interface SetField {
  readonly kind: 'set field'
  readonly frame: string
  /** Null: the header. */
  readonly node: string | null
  /** As in the graph: `targets`, `up to`, `with.title`. */
  readonly field: string
  readonly text: string
}

export interface NodePlace {
  readonly frame: FrameSite
  readonly at: Span
  /** From the declaration to the node's tree. */
  readonly keys: Keys
  readonly fields: readonly Field[]
}

function nodeAt(source: Source, frameName: string, node: string | null): NodePlace | Refusal {
  const frame = frameAt(source, frameName)
  if (isRefusal(frame)) return frame
  const { declaration, sites } = frame
  if (node === null) return { frame, at: declaration.at, keys: [], fields: headerFields(declaration) }
  const step = sites.steps.get(node)
  if (step) return { frame, at: step.step.at, keys: step.keys, fields: stepFields(step.step) }
  const index = declaration.kind === 'rule' ? itemIds(declaration).indexOf(node) : -1
  const item = declaration.kind === 'rule' ? declaration.items[index] : undefined
  if (!item) return refuse('E920', declaration.at, { what: 'node', id: node })
  return { frame, at: item.at, keys: ['items', index], fields: itemFields(item) }
}

export interface FieldPlace extends NodePlace {
  readonly field: Field
}
export function fieldAt(source: Source, frame: string, node: string | null, name: string): FieldPlace | Refusal {
  const place = nodeAt(source, frame, node)
  if (isRefusal(place)) return place
  const field = place.fields.find((one) => one.name === name)
  if (field) return { ...place, field }
  const names = place.fields.map((one) => `\`${one.name}\``).join(', ')
  return refuse('E927', place.at, { node: node ?? frame, field: name, fields: names || 'none' })
}

export function setField(source: Source, { frame, node, field: name, text }: SetField): Proposal | Refusal {
  const place = fieldAt(source, frame, node, name)
  if (isRefusal(place)) return place
  const { field } = place
  const value = field.type === 'word' ? text : readAs(field.type, text, field.value)
  if (isRefusal(value)) return value
  const edits = replaced(source, field.value, text, place.at)
  if (isRefusal(edits)) return edits
  const keys = [place.frame.index, ...place.keys, ...field.keys]
  return { edits, meant: setIn(source.parsed.declarations, keys, value), dropped: [] }
}
