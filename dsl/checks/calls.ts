/** E402: playbooks that call themselves, directly or by way of others. They would never end. */
import type { Block, CallStep } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { stepsIn } from './blocks.ts'
import type { Check, Place } from './place.ts'

/** The playbooks that the steps of a block call, by name; one that is called twice is in it twice. */
export const callsIn = (block: Block): readonly string[] =>
  stepsIn(block).flatMap((step) => (step.kind === 'call step' ? [step.name.text] : []))

/** The playbook that a file sees under a name, and the file that holds it; null where there is none that reads. */
export function playbookNamed(name: string, parsed: ParsedFile, { files }: Pick<Place, 'files'>) {
  const found = files.seen(parsed, name).find((one) => one.node?.kind === 'playbook')
  return found?.node?.kind === 'playbook' ? { node: found.node, parsed: found.parsed } : null
}

export const callEnds: Check<CallStep> = (step, { files, parsed, declaration }, accept) => {
  if (declaration.kind !== 'playbook') return
  const circle = files.growth(parsed, 'playbook', declaration.name.text)?.circle ?? null
  if (circle !== null && files.growth(parsed, 'playbook', step.name.text)?.circle === circle)
    accept({ id: 'E402', at: step.name.at, args: { name: step.name.text, playbook: declaration.name.text } })
}
