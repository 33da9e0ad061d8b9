import type { Verb } from './verb.ts'

/** Scale-out: the worker role as a process of its own. */
export const worker: Verb = {
  name: 'worker',
  summary: 'the worker alone: workflows, activities, outbox; needs MySQL or PostgreSQL',
  setUp: (command) => {
    // Loaded when it is asked for: the other verbs need not wait for it.
    command.action(async () => (await import('./roles.ts')).runRole('worker'))
  },
}
