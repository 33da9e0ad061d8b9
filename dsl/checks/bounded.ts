/** The set as checks see it, in which no name stands for more than can be put in its place. */
import type { Declared, FileSet } from './file-set.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

const made = new WeakMap<FileSet, FileSet>()

/**
 * A constant or condition that is made of itself, too large or too deep is told of where it stands; to whoever names it, it
 * counts as one that does not read: the name is known, and nothing of what it stands for. So no check can lose itself in it.
 */
export function bounded(set: FileSet): FileSet {
  const before = made.get(set)
  if (before) return before
  const names = new Map<ParsedFile, Map<string, readonly Declared[]>>()
  const shown = (one: Declared): Declared => {
    if (one.keyword !== 'const' && one.keyword !== 'condition') return one
    const growth = set.growth(one.parsed, one.keyword, one.name)
    return growth && (growth.circle !== null || growth.excess !== null) ? { ...one, node: null } : one
  }
  const bound: FileSet = {
    files: set.files,
    get declared() {
      return set.declared
    },
    allSeen: set.allSeen,
    isIncomplete: set.isIncomplete,
    firstOf: set.firstOf,
    declares: set.declares,
    used: set.used,
    growth: set.growth,
    seen: (file, name) => {
      const ofFile = names.get(file) ?? new Map<string, readonly Declared[]>()
      names.set(file, ofFile)
      const found = ofFile.get(name) ?? set.seen(file, name).map(shown)
      ofFile.set(name, found)
      return found
    },
  }
  made.set(set, bound)
  return bound
}
