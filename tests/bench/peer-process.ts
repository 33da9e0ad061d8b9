import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * Runs `work` against a server in a process of its own and ends that process afterwards.
 * @param file TypeScript that listens on a free port and prints `{"port": n}` as its first line
 * @throws when it ends before it has said its port
 */
export async function withPeer<T>(
  file: string,
  env: NodeJS.ProcessEnv,
  work: (base: string) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  ended.catch(() => undefined)
  try {
    const line = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
    const { port } = JSON.parse(await Promise.race([line, ended])) as { port: number }
    return await Promise.race([work(`http://127.0.0.1:${port}`), ended])
  } finally {
    child.kill('SIGTERM')
    await ended.catch(() => undefined)
  }
}
