/** E243, W508: the ticket that a step changes, and the system in which one is made. */
import type { Step, TicketChange, TicketCreate, Value } from '../syntax/ast.ts'
import { outerBlocks } from './endings.ts'
import { stepsIn } from './in-sight.ts'
import { refIsKnown, suggest } from './names.ts'
import type { Check, Place } from './place.ts'
import { namesOf } from './scope.ts'

export const systemIsKnown: Check<TicketCreate> = ({ system }, place, accept) => {
  const { connections } = place.known
  const { text: name, at } = system
  if (!connections || Object.hasOwn(connections, name) || place.files.declares('connection', name)) return
  suggest('W508/connection', at, { name }, Object.keys(connections), accept)
}

const stepsOf = ({ declaration }: Place): readonly Step[] =>
  declaration.kind === 'rule' || declaration.kind === 'playbook' ? outerBlocks(declaration).flatMap(stepsIn) : []

/** Values that another step may have given are whatever that was. */
const mayBeTicket = ({ kind }: Value): boolean => ['path', 'ref', 'call', 'map'].includes(kind)

/** What brings the name, where it can bring no ticket; null where it may, or where another step may bring one. */
function bringerOf(name: string, place: Place): string | null {
  const bringers = stepsOf(place).filter((step) =>
    step.kind === 'for each' ? step.name.text === name : namesOf(step).includes(name),
  )
  const { declaration } = place
  const isParameter = declaration.kind === 'playbook' && declaration.params.some((param) => param.name.text === name)
  const holds = (step: Step): boolean =>
    step.kind === 'set'
      ? mayBeTicket(step.value)
      : ['for each', 'call step', 'ticket create', 'ticket update', 'ticket close'].includes(step.kind)
  const [first] = bringers
  return first === undefined || isParameter || bringers.some(holds) ? null : first.kind
}

export const ticketIsOne: Check<TicketChange> = ({ kind, ticket: { text: name, at } }, place, accept) => {
  let isKnown = true
  refIsKnown({ kind: 'ref', name, at }, { ...place, takesText: false, beside: null }, (fault) => {
    isKnown = false
    accept(fault)
  })
  const by = isKnown ? bringerOf(name, place) : null
  if (by === null) return
  const tickets = stepsOf(place).flatMap((step) => (step.kind === 'ticket create' ? namesOf(step) : []))
  const [only, other] = [...new Set(tickets)]
  const near = only !== undefined && other === undefined ? only : null
  accept({
    id: 'E243',
    at,
    args: { name, step: kind, by, ...(near === null ? {} : { near }) },
    ...(near === null ? {} : { fix: { edits: [{ at, text: near }], safe: false } }),
  })
}
