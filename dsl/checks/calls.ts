/** E402: playbooks that call themselves, directly or by way of others. They would never end. */
import type { Block, CallStep, Playbook } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { stepsIn } from './blocks.ts'
import { outerBlocks } from './endings.ts'
import type { Check, Place } from './place.ts'

const callsIn = (block: Block): readonly string[] =>
  stepsIn(block).flatMap((step) => (step.kind === 'call step' ? [step.name.text] : []))

/** The playbook that a file sees under a name, and the file that holds it; null where there is none that reads. */
export function playbookNamed(name: string, parsed: ParsedFile, { files }: Pick<Place, 'files'>) {
  const found = files.seen(parsed, name).find((one) => one.node?.kind === 'playbook')
  return found?.node?.kind === 'playbook' ? { node: found.node, parsed: found.parsed } : null
}

export const callEnds: Check<CallStep> = (step, place, accept) => {
  if (place.declaration.kind !== 'playbook') return
  const reached = new Set<Playbook>()
  const open = [playbookNamed(step.name.text, place.parsed, place)]
  for (const one of open) {
    if (!one || reached.has(one.node)) continue
    reached.add(one.node)
    for (const name of outerBlocks(one.node).flatMap(callsIn)) open.push(playbookNamed(name, one.parsed, place))
  }
  if ([...reached].some((one) => one === place.declaration))
    accept({ id: 'E402', at: step.name.at, args: { name: step.name.text, playbook: place.declaration.name.text } })
}
