/**
 * Binds a folder of rule files to a tenant (D15): a change on disk becomes a version. Versions are the same for the same
 * text, so replicas that bind the same folder agree.
 */
import { createHash } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Known } from '../../dsl/checks/index.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { Store } from '../store/contract.ts'
import type { Log } from '../store/log.ts'
import type { RuleSetRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import type { RuleFiles } from './examine.ts'
import { soundFiles } from './last-good.ts'
import { logProblems } from './log-problems.ts'
import { readTree, type RuleTree } from './read-tree.ts'

export interface FolderParts {
  /** Absolute. */
  readonly folder: string
  readonly scope: Scope
  readonly store: Pick<Store, 'ruleSets'>
  readonly known: () => Promise<Known>
  readonly log: Log
  /** After each version that this binding made live. */
  readonly onPublished?: (row: RuleSetRow) => void
  /** A save is several events; it is read when they are over. Default 100 ms. */
  readonly quietMs?: number
  /** Where the system tells of no change without saying so (some mounts), it is found this often. Default 3 s. */
  readonly rescanMs?: number
  /**
   * A folder that held rules and holds none is looked at again after so long before they go: one that is unmounted or
   * half written reads as empty. Default 5 s.
   */
  readonly emptyMs?: number
}

export interface FolderBinding {
  /** Reads the folder now; answers the version in force. */
  sync(): Promise<RuleSetRow>
  close(): Promise<void>
}

/**
 * Publishes the folder as it is, then every change of it.
 * @throws when the folder is not there or cannot be read
 */
export async function bindFolder(parts: FolderParts): Promise<FolderBinding> {
  const { folder, scope, store, log, quietMs = 100, rescanMs = 3_000, emptyMs = 5_000 } = parts
  const there = await stat(folder).catch(() => null)
  if (!there?.isDirectory())
    throw new Error(`The folder of TOCSIN_RULES is not there: ${folder}. Make it, or point TOCSIN_RULES elsewhere.`)
  let published: { readonly text: string; readonly row: RuleSetRow } | null = null
  let last: Promise<unknown> = Promise.resolve()
  const sync = (): Promise<RuleSetRow> => {
    const mine = last.then(async () => {
      const tree = await readTree(folder)
      const text = fingerprintOf(tree)
      if (published?.text === text) {
        emptied.forget()
        return published.row
      }
      const live = published?.row ?? (await store.ruleSets.latest(scope))
      if (live !== null && holdsNothing(tree) && !isBare(live.files)) {
        if (emptied.begin())
          log.warn({ folder, emptyMs }, 'The rule folder has become empty; its rules stay in force until a second look')
        if (!emptied.isSure()) return live
        log.warn({ folder }, 'The rule folder is still empty; its rules go out of force')
      }
      emptied.forget()
      published = { text, row: await publish(parts, tree, published === null) }
      return published.row
    })
    last = mine.catch(() => undefined)
    return mine
  }
  const trySync = () =>
    sync().catch((error: unknown) =>
      log.error({ error, folder }, 'The rule files could not be read; those in force stay'),
    )

  const emptied = secondLook(emptyMs, trySync)
  let quiet: NodeJS.Timeout | undefined
  const changed = () => {
    clearTimeout(quiet)
    quiet = setTimeout(trySync, quietMs)
  }
  await sync()
  let rescan = setInterval(trySync, rescanMs).unref()
  const watcher = watchTree(folder, changed, (error) => {
    log.warn(
      { error, folder },
      'The rule folder cannot be watched as a whole; it is read again every half second as well',
    )
    clearInterval(rescan)
    rescan = setInterval(trySync, Math.min(rescanMs, unwatchedMs)).unref()
  })
  return {
    sync,
    async close() {
      watcher?.close()
      clearInterval(rescan)
      clearTimeout(quiet)
      emptied.forget()
      await last
    },
  }
}

/** Something that is believed only when it is seen again after a time. */
function secondLook(afterMs: number, look: () => void) {
  let timer: NodeJS.Timeout | null = null
  let isSure = false
  return {
    /** False when it was seen before. */
    begin(): boolean {
      if (timer !== null) return false
      timer = setTimeout(() => {
        isSure = true
        look()
      }, afterMs)
      return true
    },
    isSure: () => isSure,
    forget(): void {
      if (timer !== null) clearTimeout(timer)
      timer = null
      isSure = false
    },
  }
}

/** How often a folder is read that cannot be watched: a save is live within a second all the same. */
const unwatchedMs = 500

const isBare = (files: RuleFiles): boolean => Object.values(files).every((text) => text.trim() === '')
const holdsNothing = ({ files, unread }: RuleTree): boolean => unread.length === 0 && isBare(files)

/** @param isFirst of this process: whoever starts it again is told again what is wrong */
async function publish(parts: FolderParts, given: RuleTree, isFirst: boolean): Promise<RuleSetRow> {
  const { store, scope, log } = parts
  const live = await store.ruleSets.latest(scope)
  const { files, problems, degraded } = soundFiles(given, live?.files ?? {}, await parts.known())
  const row = await store.ruleSets.publish(scope, {
    tenant: scope.tenant,
    // A broken text makes a version too: its problems are shown everywhere until it is mended.
    hash: fingerprint(
      degraded ? { ...prefixed('live:', files), ...prefixed('disk:', given.files), ...unreadOf(given) } : files,
    ),
    author: 'folder',
    message: degraded ? 'The last good text stands in for files with errors.' : '',
    degraded,
    files,
    problems: problems as unknown as Json,
  })
  const isNew = row.id !== live?.id
  if (!isNew && !isFirst) return row
  const about = { version: row.id, revision: row.revision, files: Object.keys(files).length, problems: problems.length }
  if (degraded) log.warn(about, 'Rule files have errors; their last good text stays in force')
  else if (isNew) log.info(about, 'Rules are in force')
  logProblems(problems, log)
  if (isNew) parts.onPublished?.(row)
  return row
}

const prefixed = (prefix: string, files: RuleFiles): RuleFiles =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [prefix + file, text]))

const unreadOf = ({ unread }: RuleTree): RuleFiles =>
  Object.fromEntries(unread.map(({ file, code, message }) => [`unread:${file}`, `${code} ${message}`]))

const fingerprintOf = (tree: RuleTree): string => fingerprint({ ...prefixed('disk:', tree.files), ...unreadOf(tree) })

const fingerprint = (files: RuleFiles): string => {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex')
}

/**
 * Null where the system cannot watch (no more watches, some mounts).
 * @param blind told once, as soon as changes may go unnoticed
 */
function watchTree(folder: string, changed: () => void, blind: (error: unknown) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { recursive: true }, changed)
    let isBlind = false
    // One fault in the tree is told of several times.
    watcher.on('error', (error) => {
      if (!isBlind) blind(error)
      isBlind = true
    })
    return watcher
  } catch (error) {
    blind(error)
    return null
  }
}
