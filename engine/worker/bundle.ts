import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

const root = join(import.meta.dirname, '..', '..')
/** Everything that workflow code may import of ours. */
const folders = ['workflows', 'dsl']
const lockFile = 'package-lock.json'

/**
 * The workflow code as one file in the data folder, built when it is missing or any of its sources has changed: that
 * saves most of a second at every other start. Safe to call from several processes at once.
 * @returns path of the bundle
 */
export async function workflowBundle(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'workflow-bundle')
  const path = join(folder, `${await hashOfSources()}.cjs`)
  if (await exists(path)) return path
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'index.ts'),
    logger: new DefaultLogger('WARN'),
  })
  await mkdir(folder, { recursive: true })
  const draft = `${path}.${process.pid}`
  await writeFile(draft, code)
  // Whole or not at all: another process may be reading.
  await rename(draft, path)
  await removeOthers(folder, path)
  return path
}

/** Bundles of earlier code; whoever used one has read it at its start. */
async function removeOthers(folder: string, kept: string): Promise<void> {
  const paths = (await readdir(folder)).map((name) => join(folder, name))
  const bundles = paths.filter((path) => path.endsWith('.cjs') && path !== kept)
  await Promise.all(bundles.map((path) => rm(path, { force: true })))
}

/** Sources by name and content, and the lock file for the versions of libraries. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const files = (await Promise.all(folders.map((folder) => sourcesIn(join(root, folder))))).flat()
  for (const file of [...files, join(root, lockFile)].sort())
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
