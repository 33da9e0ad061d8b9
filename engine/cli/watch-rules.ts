import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { onDisk } from './on-disk.ts'

/** Editors save by several writes; one run for all of them. */
const settleMs = 100

/** Tells of changes of rule files in folders. */
export class RuleWatch {
  #watchers: readonly FSWatcher[] = []
  #changed = Promise.withResolvers<void>()

  /** From now on these folders and no others; one that is not there is left out. Anew, for one may have been replaced. */
  follow(folders: ReadonlySet<string>): void {
    const before = this.#watchers
    this.#watchers = [...folders].flatMap((folder) => this.#open(folder) ?? [])
    for (const watcher of before) watcher.close()
  }

  /** Comes when something has changed since it came last, also while nobody waited. */
  async change(): Promise<void> {
    await this.#changed.promise
    await new Promise((resolve) => setTimeout(resolve, settleMs))
    this.#changed = Promise.withResolvers<void>()
  }

  #open(folder: string): FSWatcher | null {
    try {
      const watcher = watch(onDisk(folder), (_event, name) => {
        const wake = () => this.#changed.resolve()
        wakes(onDisk(folder), name).then((yes) => yes && wake(), wake)
      })
      return watcher.on('error', () => this.#changed.resolve())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }
}

/**
 * Whether rules may have changed where a name of a watched folder has. A report that a run writes beside them is none of
 * its inputs: woken by it, it would run for ever.
 * @param folder in full; a rule file that is watched itself tells of its own name
 * @param name of what changed in it; null where the system does not say
 */
export async function wakes(folder: string, name: string | null): Promise<boolean> {
  if (name === null || name.endsWith('.rule')) return true
  try {
    return (await stat(join(folder, name))).isDirectory()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return !name.includes('.') // It may have been a folder with rules.
    return true
  }
}
