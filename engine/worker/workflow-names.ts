/** The workflows as the engine calls them: by name, never by import. `workflows/index.ts` exports functions so named. */
export const workflowNames = {
  run: 'playbook',
  resolveNotice: 'resolve_notice',
  notice: 'notice',
} as const

/** The one signal of a run; its argument is a `WorldEvent`. */
export const worldSignal = 'world'
