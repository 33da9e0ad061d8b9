import { type FSWatcher, watch } from 'node:fs'
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
        // A name without a dot may be a folder with rules.
        if (name === null || name.endsWith('.rule') || !name.includes('.')) this.#changed.resolve()
      })
      return watcher.on('error', () => this.#changed.resolve())
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }
}
