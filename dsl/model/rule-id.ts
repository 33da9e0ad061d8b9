import { sha256 } from './sha256.ts'

const longestSlug = 60

/**
 * The id of a rule, from its name alone (D44): it stands in workflow ids, so it keeps to `[a-z0-9-]`; the hash keeps apart
 * names that differ only in what the slug drops, and names of no Latin letter.
 */
export function ruleId(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-+|-+$/g, '')
  return `${slug || 'rule'}-${sha256(name.normalize('NFC')).slice(0, 6)}`
}
