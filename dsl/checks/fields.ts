/** E201: the fields of `alert`, `incident`, `run` and `error` (language.md section 0); E205: what a trigger has not (D90). */
import { own } from '../model/own.ts'
import type { Path, Trigger, WaitFor } from '../syntax/ast.ts'
import { fields } from './field-names.ts'
import { suggest } from './names.ts'
import type { Check, Place } from './place.ts'

/** What people look for under `alert`, and is elsewhere. */
const mistaken: Readonly<Record<string, string>> = {
  note: 'E201/note',
  labels: 'E201/labels',
  metadata: 'E201/metadata',
}

export const fieldIsKnown: Check<Path> = (node, _place, accept) => {
  const [root, field] = node.segments
  // What every object has is no field of ours: `toString.x` is a name of the file, or nobody's.
  const known = own(fields, String(root))
  if (!known || (typeof field === 'string' && known.includes(field))) return
  const args = { name: String(field), path: `${root}.${field}`, root: String(root) }
  const id =
    root === 'alert' ? own(mistaken, String(field)) : root === 'request' ? ('E201/request' as const) : undefined
  if (id) return accept({ id, at: node.at, args })
  suggest('E201', node.at, args, known, accept, (name) => `${root}.${name}`)
}

/** What starts the rule around; null where no rule is around. */
export function triggerOf({ declaration }: Place): Trigger['kind'] | null {
  if (declaration.kind !== 'rule') return null
  return declaration.items.find((item) => item.kind === 'on')?.trigger.kind ?? 'alert'
}

export const startsWithoutAlert = (trigger: Trigger['kind']): boolean =>
  trigger === 'cron' || trigger === 'every' || trigger === 'webhook' || trigger === 'absence'

/** The trigger of the rule around, when it is no alert that starts it. */
export function alertless(place: Place): Trigger['kind'] | null {
  const trigger = triggerOf(place)
  return trigger !== null && startsWithoutAlert(trigger) ? trigger : null
}

const ofAlert = ['alert', 'label', 'metadata']
const isOfAlert = ({ segments }: Path): boolean => ofAlert.includes(String(segments[0]))

/** Behind a `has` that found something of an alert there is one. */
export const hasAlert = ({ scope }: Place): boolean => ofAlert.some((root) => scope.isGuarded(root))

/** Something of an alert, which somebody needs who has not asked whether there is one. What is counted are alerts anyway. */
export const needsAlert = (path: Path, place: Place): boolean =>
  isOfAlert(path) && !place.asked && place.windows !== 'counted' && !hasAlert(place)

export const triggerHasAlert: Check<Path> = (node, place, accept) => {
  const [root] = node.segments
  if (!isOfAlert(node)) return
  // What a window counts are alerts, whatever started the rule.
  if (place.windows === 'counted') return
  const trigger = alertless(place)
  // The key of an absence is labels; its condition reads the alerts that stay away.
  if (trigger === null || (trigger === 'absence' && (root === 'label' || place.step === null))) return
  // Only a webhook has something else to read.
  const id = trigger === 'webhook' ? 'E205/webhook' : 'E205'
  accept({ id, at: node.at, args: { path: node.segments.slice(0, 2).join('.'), trigger } })
}

export const waitHasAlert: Check<WaitFor> = (node, place, accept) => {
  const trigger = alertless(place)
  if (trigger === null || trigger === 'absence') return
  accept({ id: 'E205', at: node.at, args: { path: `wait for ${node.what}`, trigger } })
}
