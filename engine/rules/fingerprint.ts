import { sha256 } from '../sha256.ts'
import type { RuleFiles } from './examine.ts'
import type { RuleTree } from './read-tree.ts'

/** Of a folder as it reads now: the same text, the same fingerprint, on every replica. */
export const fingerprintOf = (tree: RuleTree): string => fingerprint(onDisk(tree))

/** @param given what the folder holds, where the last good text stands in for some of it; null: the version is the folder */
export const fingerprintOfVersion = (files: RuleFiles, given: RuleTree | null): string =>
  fingerprint(given === null ? files : { ...prefixed('live:', files), ...onDisk(given) })

const onDisk = ({ files, unread }: RuleTree): RuleFiles => ({
  ...prefixed('disk:', files),
  ...Object.fromEntries(unread.map(({ file, code, message }) => [`unread:${file}`, `${code} ${message}`])),
})

const prefixed = (prefix: string, files: RuleFiles): RuleFiles =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [prefix + file, text]))

const fingerprint = (files: RuleFiles): string =>
  sha256(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))))
