/** A version goes live only as a whole and only if it checks; a broken file's last good text stands in for it (D15). */
import type { Known } from '../../dsl/checks/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import { examine, type RuleFiles } from './examine.ts'
import type { RuleTree } from './read-tree.ts'

export interface Sound {
  /** The files that go live; they check. */
  readonly files: RuleFiles
  /** Of the text given, not of what stands in. */
  readonly problems: readonly Problem[]
  /** Some text given does not go live. */
  readonly degraded: boolean
}

/**
 * @param given the files as they are
 * @param lastGood the files of the version that is live; empty before the first
 */
export function soundFiles({ files: given, unread }: RuleTree, lastGood: RuleFiles, known: Known): Sound {
  const standing = Object.fromEntries(
    Object.entries(lastGood).filter(([path]) =>
      // Of a folder that cannot be read, every file stays.
      unread.some(({ file }) => path === file || path.startsWith(`${file}/`)),
    ),
  )
  const files: Record<string, string> = { ...standing, ...given }
  const first = examine(files, '', known)
  // A file that goes back or out can break another one that uses it, so it is asked until nothing is broken. Each turn
  // takes a text away that never comes back, so this ends.
  for (let { broken } = first; broken.size > 0; broken = examine(files, '', known).broken)
    for (const file of broken) {
      const before = lastGood[file]
      if (before !== undefined && before !== files[file]) files[file] = before
      else delete files[file]
    }
  const ofGiven = first.problems.filter(({ file }) => !Object.hasOwn(standing, file))
  return { files, problems: [...unread, ...ofGiven], degraded: unread.length > 0 || first.broken.size > 0 }
}
