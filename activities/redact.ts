/** Shorter values would hit ordinary words. */
const shortestSecret = 4

/** Removes every secret from a text, also where it stands URL-encoded or as base64, before people or logs see it. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
      clean = clean.replaceAll(form, '[redacted]')
  }
  return clean
}

/** Scheme and host only: path, query and user of a webhook URL are credentials. */
export function publicPart(url: string): string {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}/…`
}
