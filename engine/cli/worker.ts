import { runRole } from './roles.ts'
import type { Verb } from './verb.ts'

/** Scale-out: the worker role as a process of its own. */
export const worker: Verb = {
  name: 'worker',
  summary: 'the worker alone: workflows, activities, outbox; needs MySQL or PostgreSQL',
  setUp: (command) => {
    command.action(() => runRole('worker'))
  },
}
