/** E205: a playbook that reads the alert, called where there is none (D90). */
import type { CallStep, Playbook } from '../syntax/ast.ts'
import { playbookNamed } from './calls.ts'
import { alertless, hasAlert, needsAlert } from './fields.ts'
import { type Check, type Place, startOf } from './place.ts'
import { walk } from './walk.ts'

export const calledHasAlert: Check<CallStep> = (step, place, accept) => {
  const trigger = alertless(place)
  // What stays away becomes an alert of its own.
  if (trigger === null || trigger === 'absence') return
  const path = firstRead(step, place)
  if (path !== null) accept({ id: 'E205/call', at: step.name.at, args: { name: step.name.text, path, trigger } })
}

/** The first thing of an alert that the playbook, or one that it calls, cannot do without; null where there is none. */
function firstRead(step: CallStep, place: Place): string | null {
  const open = [playbookNamed(step.name.text, place.parsed, place)]
  const seen = new Set<Playbook>()
  for (const one of open) {
    if (!one || seen.has(one.node)) continue
    seen.add(one.node)
    const reads: string[] = []
    walk(
      one.node,
      startOf(one.node, { ...place, parsed: one.parsed }),
      {
        values: {
          path: [(path, at) => void (needsAlert(path, at) && reads.push(path.segments.slice(0, 2).join('.')))],
        },
        steps: {
          'wait for': [({ what }, at) => void (hasAlert(at) || reads.push(`wait for ${what}`))],
          'call step': [
            ({ name }, at) => void (hasAlert(at) || open.push(playbookNamed(name.text, one.parsed, place))),
          ],
        },
      },
      () => undefined,
    )
    const [first] = reads
    if (first !== undefined) return first
  }
  return null
}
