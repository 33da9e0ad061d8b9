import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { childEnvironment, projectRoot } from '../config-launcher.ts'

/** What `engine/process/` tells its supervisor by IPC. */
export type ProcessMessage = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly message: string }

/** Starts the one process that is API and worker (D31). It ends itself when the IPC pipe to us closes. */
export function spawnTocsin(settings: Readonly<Record<string, string>>): ChildProcess {
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(projectRoot, 'engine', 'process', 'embedded.ts')],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: childEnvironment(settings),
      // Its own process group: Ctrl-C reaches the supervisor alone, which stops it before Temporal.
      detached: true,
    },
  )
}

/** Resolves when the process reports that it takes requests; rejects with its own words when it can't. */
export function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    child.on('message', (message: ProcessMessage) => {
      if (message.kind === 'ready') done()
      else failed(new Error(message.message))
    })
  })
}
