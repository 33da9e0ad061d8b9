/** The fields of what steps bring about, for `x.` behind `… as x` (docs/language.md, Steps). */
import { own } from '../model/own.ts'
import type { Step } from '../syntax/ast.ts'

/** What each member is, by its name. */
export type Members = Readonly<Record<string, string>>

const ticket: Members = {
  system: 'the connection',
  key: 'how the system calls it',
  url: 'where people see it',
}

/** As `dsl/run/steps` gives them; of a playbook, those that each has. */
export const resultFields = {
  http: { status: 'number of the answer: 200', headers: 'map, by names in small letters', body: 'JSON read, or text' },
  run: {
    ok: 'whether it succeeded',
    exit_code: 'number with which it ended',
    stdout: 'what it printed, 16 KiB',
    stderr: 'what it printed as errors, 16 KiB',
    error: 'why it failed, else none',
    duration: 'how long it took',
  },
  'ticket create': ticket,
  'ticket update': ticket,
  'ticket close': ticket,
  approve: {
    approved: 'whether it was approved',
    by: 'who decided',
    at: 'when it was decided',
    comment: 'what was said with it',
  },
  'wait for': { outcome: 'how it came out: acked, resolved or timeout', by: 'who it was' },
  'wait until': { outcome: 'how it came out: holds, timeout or resolved' },
  'call step': { outcome: 'how it came out: of the playbook', message: 'what its `end` said' },
} as const satisfies Partial<Record<Step['kind'], Members>>

/** Null for a step that brings about nothing that has a name. */
export const fieldsOfResult = (kind: Step['kind']): Members | null => own(resultFields, kind) ?? null
