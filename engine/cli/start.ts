import type { Verb } from './verb.ts'

/** The same as `npm start`. */
export const start: Verb = {
  name: 'start',
  summary: 'start everything on this machine: Temporal with its UI, API, worker and web app',
  setUp: (command) => {
    command.action(async () => {
      await import('../launcher/start.ts')
    })
  },
}
