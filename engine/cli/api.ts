import { runRole } from './roles.ts'
import type { Verb } from './verb.ts'

/** Scale-out: the API role as a process of its own. */
export const api: Verb = {
  name: 'api',
  summary: 'the HTTP API and web app alone; needs MySQL or PostgreSQL',
  setUp: (command) => {
    command.action(() => runRole('api'))
  },
}
