/** E243, W508: the ticket that a step changes, and the system in which one is made. */
import type { TicketChange, TicketCreate, Value } from '../syntax/ast.ts'
import { type Maker, makersIn } from './makers.ts'
import { refIsKnown, suggest } from './names.ts'
import type { Check, Place } from './place.ts'

export const systemIsKnown: Check<TicketCreate> = ({ system }, place, accept) => {
  const { connections } = place.known
  const { text: name, at } = system
  if (!connections || Object.hasOwn(connections, name) || place.files.declares('connection', name)) return
  suggest('W508/connection', at, { name }, Object.keys(connections), accept)
}

/** Values that another step may have given are whatever that was. */
const mayBeTicket = ({ kind }: Value): boolean => ['path', 'ref', 'call', 'map'].includes(kind)

const mayBring = new Set(['call step', 'ticket create', 'ticket update', 'ticket close'])

function mayBringTicket(maker: Maker): boolean {
  if (maker.kind === 'set') return mayBeTicket(maker.value)
  return maker.kind !== 'step' || mayBring.has(maker.step.kind)
}

/** What brings the name, where it can bring no ticket; null where it may, or where another step may bring one. */
function bringerOf(name: string, place: Place): string | null {
  const makers = makersIn(place.declaration).get(name) ?? []
  const [first] = makers
  if (!first || makers.some(mayBringTicket)) return null
  return first.kind === 'step' ? first.step.kind : first.kind
}

const bringsTicket = (maker: Maker): boolean => maker.kind === 'step' && maker.step.kind === 'ticket create'

export const ticketIsOne: Check<TicketChange> = ({ kind, ticket: { text: name, at } }, place, accept) => {
  let isKnown = true
  refIsKnown({ kind: 'ref', name, at }, { ...place, takesText: false, beside: null }, (fault) => {
    isKnown = false
    accept(fault)
  })
  const by = isKnown ? bringerOf(name, place) : null
  if (by === null) return
  const tickets = [...makersIn(place.declaration)].filter(([, makers]) => makers.some(bringsTicket))
  const [only, other] = tickets.map(([ticket]) => ticket)
  const near = only !== undefined && other === undefined ? only : null
  accept({
    id: 'E243',
    at,
    args: { name, step: kind, by, ...(near === null ? {} : { near }) },
    ...(near === null ? {} : { fix: { edits: [{ at, text: near }], safe: false } }),
  })
}
