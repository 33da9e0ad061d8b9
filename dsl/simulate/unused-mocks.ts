/** Mocks of a test that stood in for nothing: perhaps misnamed, perhaps left over. */
import type { Span } from '../model/span.ts'
import type { Action } from './test-script.ts'
import type { Entry } from './trace.ts'

export interface UnusedMock {
  /** Place in the test's file. */
  readonly at: Span
  /** As written: `mock run restart_service`. */
  readonly mock: string
}

/** @param begun of each action, how much of the trace was there before it */
export function unusedMocks(
  actions: readonly Action[],
  begun: readonly number[],
  trace: readonly Entry[],
): readonly UnusedMock[] {
  return actions.flatMap((action, index) => {
    const mocked = mockedBy(action)
    if (mocked === null || isDenied(mocked, actions)) return []
    const again = actions.findIndex((later, no) => no > index && isSame(mockedBy(later), mocked))
    // A run keeps the playbooks with which it started.
    const until = again === -1 || mocked.of === 'call' ? trace.length : begun[again]
    const used = trace.slice(begun[index], until).some((entry) => uses(entry, mocked))
    return used ? [] : [{ at: action.at, mock: `mock ${mocked.of} ${mocked.name}` }]
  })
}

interface Mocked {
  readonly of: 'run' | 'http' | 'ticket' | 'call'
  readonly name: string
}
function mockedBy(action: Action): Mocked | null {
  if (action.kind === 'mock') return { of: 'run', name: action.name }
  return action.kind === 'answer' ? { of: action.of, name: action.name } : null
}
/** The test says itself that it must not be asked. */
const isDenied = ({ of, name }: Mocked, actions: readonly Action[]): boolean =>
  of === 'run' &&
  actions.some(
    (one) =>
      one.kind === 'expect' && one.not && one.times === null && one.fact.kind === 'ran' && one.fact.name === name,
  )
const isSame = (one: Mocked | null, { of, name }: Mocked): boolean => one?.of === of && one.name === name

function uses(entry: Entry, { of, name }: Mocked): boolean {
  switch (entry.kind) {
    case 'action':
      return of === 'run' && [entry.name, ...namesOf(entry.step)].includes(name)
    case 'http':
    case 'ticket':
      return of === entry.kind && namesOf(entry.step).includes(name)
    case 'step':
      return of === 'call' && ownId(entry.step.id).startsWith(`${name}:mock.`)
    default:
      return false
  }
}

/** Without the round and the call in which it ran: `cleanup:lock` of `cleanup:lock#2@then.0`. */
const ownId = (step: string): string => step.replace(/[#@~].*$/u, '')

/** How a mock may name the steps `host`, `host#2` and `cleanup:lock@then.0`. */
function namesOf(step: string): readonly string[] {
  const own = ownId(step)
  return [step, own, own.slice(own.lastIndexOf(':') + 1)]
}
