/** Texts that look like tokens and keys, and how they are hidden from what people read. */

/** What it is, as a word of the catalogue, and how it looks. */
const looks: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['slack-token', /\bxox[abeoprs]-[\w-]{10,}/gu],
  ['slack-webhook', /hooks\.slack\.com\/services\/\w+\/\w+\/\w+/gu],
  ['aws-key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/gu],
  ['github-token', /\b(?:gh[oprsu]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/gu],
  ['gitlab-token', /\bglpat-[\w-]{18,}/gu],
  ['google-key', /\bAIza[\w-]{35}/gu],
  ['stripe-key', /\b[rs]k_live_\w{16,}/gu],
  ['telegram-token', /\b\d{8,10}:AA[\w-]{33}/gu],
  ['bearer', /\bBearer [\w.~+/-]{20,}/gu],
  ['url-password', /:\/\/[^/\s:@{}"]+:[^/\s:@{}"]+@/gu],
  ['private-key', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\w+/=\s]*/gu],
]

/** The kind of the first secret in a text; null where nothing looks like one. */
export const secretIn = (text: string): string | null =>
  looks.find(([, pattern]) => text.search(pattern) !== -1)?.[0] ?? null

/** The same text, as long as it was, with the secrets in it unreadable but for their first letters. */
export const hideSecrets = (text: string): string =>
  looks.reduce(
    (hidden, [, pattern]) =>
      hidden.replace(pattern, (found) => found.slice(0, 4) + found.slice(4).replace(/[^\n\r]/gu, '•')),
    text,
  )
