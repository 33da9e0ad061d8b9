/** Shorter pieces would hit ordinary words. */
const shortestSecret = 4
const shortestPiece = 6

/**
 * Removes every secret from a text, also where it stands URL-encoded or as base64, and where only the telling part of it
 * stands: path or token of a URL, the credential after `Bearer`. Cut a text after this, never before.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set(
    secrets
      .flatMap((secret) => [secret, ...piecesOf(secret)])
      .filter((secret) => secret.length >= shortestSecret)
      .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]),
  )
  // The longest first: a whole URL goes as one, not piece by piece.
  const ordered = [...forms].sort((one, other) => other.length - one.length)
  return ordered.reduce((clean, form) => clean.replaceAll(form, '[redacted]'), text)
}

/** Parts that are secret on their own. */
function piecesOf(secret: string): string[] {
  const pieces = /^https?:\/\//i.test(secret) && URL.canParse(secret) ? urlPieces(new URL(secret)) : secret.split(/\s+/)
  return pieces.filter((piece) => piece.length >= shortestPiece)
}

const urlPieces = ({ pathname, search, searchParams, username, password }: URL): string[] => [
  pathname + search,
  ...pathname.split('/'),
  ...searchParams.values(),
  ...[username, password].map(decodeURIComponent),
]

/** Scheme and host only: path, query and user of a webhook URL are credentials. */
export function publicPart(url: string): string {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}/…`
}
