import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment, projectRoot } from '../config-launcher.ts'
import { CannotStart } from './cannot-start.ts'

/** What the bundle is made of. */
const inputs = ['editor', 'dsl', 'package-lock.json']

/**
 * Builds the web app into editor/dist unless it was built from these very sources.
 * @throws {CannotStart} with Vite's own words when the build fails
 */
export async function buildWebApp(report: (line: string) => void, root = projectRoot): Promise<void> {
  const dist = join(root, 'editor', 'dist')
  const stamp = join(dist, '.sources')
  const wanted = sourcesHash(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  report('Building the web app …')
  // Aside and then moved: a server beside us keeps serving a whole app.
  const aside = `${dist}-${process.pid}`
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  try {
    await promisify(execFile)(
      process.execPath,
      [vite, 'build', join(root, 'editor'), '--outDir', aside, '--emptyOutDir', '--logLevel', 'warn'],
      { cwd: root, env: childEnvironment({ NODE_ENV: 'production' }) },
    )
    await writeFile(join(aside, '.sources'), wanted)
    await rm(dist, { recursive: true, force: true })
    // Another instance of this checkout may have put the same app there in between.
    await rename(aside, dist).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new CannotStart(
      `The web app could not be built:\n${(stderr || message).trim().slice(-2_000)}`,
      'mend the file named above; after a failed install, remove node_modules and start again.',
    )
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

function sourcesHash(root: string): string {
  const hash = createHash('sha256')
  for (const input of inputs)
    for (const path of filesUnder(root, input)) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesUnder(root: string, path: string): readonly string[] {
  if (!existsSync(join(root, path))) return []
  if (path.endsWith('package-lock.json')) return [path]
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('dist') && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(root, join(path, entry.name)) : [join(path, entry.name)]))
}
