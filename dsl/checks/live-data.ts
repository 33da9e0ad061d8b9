/** What the running system has seen: labels that no alert has (W510), rules that took nothing (W502), and what it keeps (E403). */
import { nearest } from '../model/nearest.ts'
import { durationText } from '../model/value-text.ts'
import type { Count, Distinct, Path, Rule } from '../syntax/ast.ts'
import { textOf } from './file-set.ts'
import type { Check } from './place.ts'

/** Only where another label is nearly called so: a rule may be written before its first alert. */
export const labelIsSeen: Check<Path> = (node, { known }, accept) => {
  const [root, name] = node.segments
  if (root !== 'label' || typeof name !== 'string' || known.labels === undefined) return
  if (known.labels.includes(name)) return
  const near = nearest(name, known.labels)
  if (near === null) return
  const text = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(near) ? `label.${near}` : `label[${JSON.stringify(near)}]`
  const fix = { edits: [{ at: node.at, text }], safe: false }
  accept({ id: 'W510', at: node.at, args: { name: `label.${name}`, near: text }, fix })
}

export const ruleTakesSome: Check<Rule> = ({ name, items }, { known }, accept) => {
  const isDisabled = items.some(({ kind }) => kind === 'disabled')
  if (!isDisabled && known.idleRules?.includes(textOf(name.parts)))
    accept({ id: 'W502', at: name.at, args: { name: textOf(name.parts) } })
}

/** How long events are kept (D71). */
const keptMs = 30 * 86_400_000

export const windowIsKept: Check<Count | Distinct> = ({ within, kind }, _place, accept) => {
  if (within.ms <= keptMs) return
  accept({
    id: 'E403',
    at: within.at,
    args: { window: kind, within: durationText(within.ms), most: durationText(keptMs) },
  })
}
