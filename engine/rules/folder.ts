/**
 * Binds a folder of rule files to a tenant (D15): a change on disk becomes a version. Versions are the same for the same
 * text, so replicas that bind the same folder agree.
 */
import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Known } from '../../dsl/checks/index.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { Store } from '../store/contract.ts'
import type { Log } from '../store/log.ts'
import { oneAtATime } from '../store/one-at-a-time.ts'
import type { RuleSetRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import type { RuleFiles } from './examine.ts'
import { fingerprintOf, fingerprintOfVersion } from './fingerprint.ts'
import { soundFiles } from './last-good.ts'
import { logProblems } from './log-problems.ts'
import { type RuleTree, readTree } from './read-tree.ts'
import { secondLook } from './second-look.ts'
import { settledTree } from './settled-tree.ts'

export interface FolderParts {
  /** Absolute. */
  readonly folder: string
  readonly scope: Scope
  readonly store: Pick<Store, 'ruleSets'>
  readonly known: () => Promise<Known>
  readonly log: Log
  /** After each version that this binding made live. */
  readonly onPublished?: (row: RuleSetRow) => void
  /** A save is several events and writes; it is taken when they have been over so long. Default 100 ms. */
  readonly quietMs?: number
  /** Where the system tells of no change without saying so (some mounts), it is found this often. Default 3 s. */
  readonly rescanMs?: number
  /**
   * A folder or a file that held rules and holds none is looked at again after so long before they go: one that is
   * unmounted or half written reads as empty. Default 5 s.
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
  const inTurn = oneAtATime()
  const sync = (): Promise<RuleSetRow> =>
    inTurn(async () => {
      const live = published?.row ?? (await store.ruleSets.latest(scope))
      const seen = await readTree(folder)
      if (published?.text === fingerprintOf(held(seen, live))) return published.row
      const tree = held(await settledTree(folder, seen, quietMs), live)
      published = { text: fingerprintOf(tree), row: await publish(parts, tree, published === null) }
      return published.row
    })
  /** With the live text of files that have just become empty. */
  const held = (tree: RuleTree, live: RuleSetRow | null): RuleTree => {
    const empty = emptiedOf(live?.files ?? {}, tree)
    const { first, unsure } = emptied.see(empty)
    if (first.length > 0)
      log.warn({ folder, files: first, emptyMs }, 'Rule files have become empty; their rules stay until a second look')
    const standing = Object.entries(live?.files ?? {}).filter(([file]) => unsure.includes(file))
    return { ...tree, files: { ...tree.files, ...Object.fromEntries(standing) } }
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
      // What is under way comes to its end.
      await inTurn(async () => undefined)
    },
  }
}

/** How often a folder is read that cannot be watched: a save is live within a second all the same. */
const unwatchedMs = 500

/** Files that held rules and are empty; all of them where nothing is left in the folder. */
function emptiedOf(live: RuleFiles, { files, unread }: RuleTree): readonly string[] {
  const held = Object.keys(live).filter((file) => !isBlank(live[file]))
  if (unread.length === 0 && Object.values(files).every(isBlank)) return held
  return held.filter((file) => file in files && isBlank(files[file]))
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/** @param isFirst of this process: whoever starts it again is told again what is wrong */
async function publish(parts: FolderParts, given: RuleTree, isFirst: boolean): Promise<RuleSetRow> {
  const { store, scope, log } = parts
  const live = await store.ruleSets.latest(scope)
  const { files, problems, degraded } = soundFiles(given, live?.files ?? {}, await parts.known())
  const row = await store.ruleSets.publish(scope, {
    tenant: scope.tenant,
    // A broken text makes a version too: its problems are shown everywhere until it is mended.
    hash: fingerprintOfVersion(files, degraded ? given : null),
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
