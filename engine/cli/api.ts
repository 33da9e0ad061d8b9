import type { Verb } from './verb.ts'

/** Scale-out: the API role as a process of its own. */
export const api: Verb = {
  name: 'api',
  summary: 'the HTTP API and web app alone; needs MySQL or PostgreSQL',
  setUp: (command) => {
    // Loaded when it is asked for: the other verbs need not wait for it.
    command.action(async () => (await import('./roles.ts')).runRole('api'))
  },
}
