/** E211 to E213: which clauses and handlers a step takes (D102). E401: a wait that never ends. */
import type { Approve, Clause, Handler, HandlerEvent, Step, WaitFor, WaitUntil } from '../syntax/ast.ts'
import { wordsIn } from '../syntax/words-in.ts'
import type { Check } from './place.ts'

export interface Legal {
  readonly clauses: readonly Clause['kind'][]
  readonly handlers: readonly HandlerEvent[]
}
const waits = { clauses: ['up to', 'as'], handlers: ['timeout', 'resolve'] } as const
const ticket = { clauses: ['using', 'with', 'as', 'timeout', 'retry'], handlers: ['error'] } as const
const nothing = { clauses: [], handlers: [] } as const

const legal: Readonly<Record<Step['kind'], Legal>> = {
  notify: { clauses: ['via', 'using', 'with', 'timeout', 'retry'], handlers: ['error'] },
  escalate: { clauses: ['via', 'using', 'level', 'with', 'timeout', 'retry'], handlers: ['error'] },
  'ticket create': ticket,
  'ticket update': ticket,
  'ticket close': ticket,
  'wait for': waits,
  'wait until': waits,
  approve: {
    clauses: ['via', 'using', 'with', 'as', 'up to'],
    handlers: ['error', 'timeout', 'approved', 'rejected', 'resolve'],
  },
  run: { clauses: ['with', 'as', 'timeout', 'retry', 'verify', 'rollback'], handlers: ['error', 'timeout'] },
  http: { clauses: ['with', 'as', 'timeout', 'retry', 'expect'], handlers: ['error', 'timeout'] },
  'call step': { clauses: ['as', 'timeout'], handlers: ['error', 'timeout'] },
  parallel: { clauses: [], handlers: ['error'] },
  'for each': { clauses: [], handlers: ['error', 'empty'] },
  repeat: { clauses: [], handlers: ['error', 'timeout'] },
  if: nothing,
  set: nothing,
  sleep: nothing,
  end: nothing,
}

/** @param what of a `wait for`: `ack` or `resolve` */
export function legalTail(kind: Step['kind'], what: WaitFor['what'] | null): Legal {
  const { clauses, handlers } = legal[kind]
  if (kind !== 'wait for') return { clauses, handlers }
  return what === 'ack' ? { clauses: [...clauses, 'expires'], handlers } : { clauses, handlers: [...handlers, 'ack'] }
}
const legalFor = (step: Step): Legal => legalTail(step.kind, step.kind === 'wait for' ? step.what : null)

/** How a step is called in messages. */
export const stepName = (step: Step): string =>
  step.kind === 'call step' ? 'call' : step.kind === 'wait for' ? `wait for ${step.what}` : step.kind

export const tailIsLegal: Check<Step> = (step, _place, accept) => {
  const { clauses, handlers } = legalFor(step)
  const name = stepName(step)
  const seen = new Set<string>()
  for (const clause of step.clauses) {
    const args = { clause: clause.kind, step: name }
    if (!clauses.includes(clause.kind)) accept({ id: 'E211', at: clause.at, args: { ...args, legal: listed(clauses) } })
    else if (seen.has(clause.kind)) accept({ id: 'E212', at: clause.at, args })
    seen.add(clause.kind)
  }
  handlersAreLegal(step.handlers, handlers, name, accept)
}

/** Handlers of a rule or playbook. */
export const outerHandlers: readonly HandlerEvent[] = ['error', 'resolve', 'ack']

export function handlersAreLegal(
  written: readonly Handler[],
  allowed: readonly HandlerEvent[],
  name: string,
  accept: Parameters<Check<Handler>>[2],
): void {
  const seen = new Set<string>()
  for (const { event, eventAt } of written) {
    const args = { event, step: name }
    if (!allowed.includes(event))
      accept({
        id: event === 'timeout' && name === 'notify' ? 'E213/timeout' : 'E213',
        at: eventAt,
        args: { ...args, legal: listed(allowed.map((one) => `on ${one}`)) },
      })
    else if (seen.has(event)) accept({ id: 'E213/twice', at: eventAt, args })
    seen.add(event)
  }
}

const listed = (words: readonly string[]): string =>
  words.length === 0 ? 'nothing' : words.map((word) => `\`${word}\``).join(', ')

export const waitEnds: Check<WaitFor | WaitUntil | Approve> = (step, place, accept) => {
  if (step.clauses.some((clause) => clause.kind === 'up to')) return
  const next = step.clauses[0]?.at.start ?? step.handlers[0]?.at.start ?? step.at.end
  const head = wordsIn(place.parsed.tokens, { start: step.at.start, end: next })
  const at = { start: step.at.start, end: head.at(-1)?.at.end ?? next }
  accept({
    id: 'E401',
    at,
    args: { step: stepName(step) },
    fix: { edits: [{ at: { start: at.end, end: at.end }, text: ' up to 15m' }], safe: false },
  })
}
