import { RE2JS } from 're2js'

// Rules repeat few patterns over many alerts. The bound only keeps an editor, which compiles at every key, from growing.
const kept = new Map<string, RE2JS | null>()
const mostKept = 5_000

/** The compiled pattern, NFC as the texts it is searched in; null when it is not RE2. */
export function regex(pattern: string, flags: string): RE2JS | null {
  const key = `${flags}/${pattern}`
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= mostKept) kept.clear()
  const made = make(pattern.normalize('NFC'), flags)
  kept.set(key, made)
  return made
}

function make(pattern: string, flags: string): RE2JS | null {
  const bits = (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('s') ? RE2JS.DOTALL : 0)
  try {
    return RE2JS.compile(pattern, bits)
  } catch {
    return null
  }
}
