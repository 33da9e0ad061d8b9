import type { MiddlewareHandler } from 'hono'
import { limits } from '../intake/limits.ts'
import { isJsonType } from '../security/loopback.ts'
import type { Environment } from './environment.ts'
import { type FieldProblem, ProblemError, refuse } from './problem.ts'

/**
 * The body's bytes, read no further than the limit.
 * @throws {ProblemError} 413 when there are more, 415 when they are compressed or no UTF-8
 */
export async function readBytes(request: Request, limit: number = limits.bodyBytes): Promise<Uint8Array> {
  refuseEncoded(request.headers)
  const tooLarge = () => refuse('body-too-large', `The body may have ${limit} bytes. Send less at a time.`)
  const announced = request.headers.get('content-length')
  if (Number(announced ?? 0) > limit) tooLarge()
  // HTTP ends the body where it announced to end, so it needs no counting; a stream of the web costs more than all the rest.
  if (announced !== null) {
    const bytes = new Uint8Array(await request.arrayBuffer().catch(() => brokenOff()))
    return bytes.byteLength > limit ? tooLarge() : bytes
  }
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength
      if (size > limit) tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    brokenOff()
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

/** Neither is undone here, so bytes of another form would be taken for something that they are not. */
function refuseEncoded(headers: Headers): void {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity')
    refuse('unsupported-media-type', 'The body is compressed. Send it without Content-Encoding.')
  const [, charset] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers.get('content-type') ?? '') ?? []
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
    refuse('unsupported-media-type', 'The body must be UTF-8. Encode it so and send charset=utf-8.')
}

const brokenOff = (): never => refuse('malformed-request', 'The body broke off. Send it again.')

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of bytes, or null where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/**
 * Reads the JSON body of our own API, strictly: content type, size, UTF-8, depth, and no text that a database would
 * refuse. What it read is what the route's schema then sees.
 */
export const jsonBody: MiddlewareHandler<Environment> = async (c, next) => {
  if (!isJsonType(c.req.header('content-type') ?? null)) {
    refuse('unsupported-media-type', 'The body must be JSON. Send Content-Type: application/json.')
  }
  const text = decodeUtf8(await readBytes(c.req.raw))
  if (text === null) refuse('malformed-json', 'The body is not UTF-8. Encode it as UTF-8.')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    refuse('malformed-json', 'The body is not JSON. Check quotes, commas and brackets.')
  }
  const problems: FieldProblem[] = []
  inspect(body, '', 1, problems)
  if (problems.length > 0) refuse('invalid', summary(problems), problems)
  c.req.json = () => Promise.resolve(body as never)
  await next()
}

/** One sentence for people who read no further than `detail`. */
export const summary = (problems: readonly FieldProblem[]): string => {
  const [first, ...rest] = problems
  if (!first) return 'The request does not fit.'
  const more = rest.length > 0 ? ` (and ${rest.length} more, see errors)` : ''
  return `${first.pointer || 'The body'} ${first.message}. ${first.remedy}${more}`
}

/** JSON pointer of a path (RFC 6901). */
export const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const mostProblems = 20

function inspect(value: unknown, pointer: string, depth: number, problems: FieldProblem[]): void {
  if (problems.length >= mostProblems) return
  const add = (message: string, remedy: string) => problems.push({ pointer: cutPointer(pointer), message, remedy })
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      add('holds a NUL character or half of a surrogate pair', 'Leave it out, or replace it by U+FFFD.')
    }
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) add('is too large a number', 'Send it as text.')
  } else if (typeof value === 'object' && value !== null) {
    if (depth > limits.depth) add(`is nested deeper than ${limits.depth} levels`, 'Make it flatter.')
    else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) inspect(item, `${pointer}/${index}`, depth + 1, problems)
    } else {
      for (const [key, member] of Object.entries(value)) {
        const at = `${pointer}${pointerOf([key])}`
        if (key.includes('\0') || !key.isWellFormed()) {
          problems.push({
            pointer: cutPointer(pointer),
            message: 'has a member whose name holds a NUL character or half of a surrogate pair',
            remedy: 'Rename that member.',
          })
        } else if (key === '__proto__') {
          problems.push({
            pointer: cutPointer(at),
            message: 'bears a name that JavaScript keeps for itself',
            remedy: 'Rename that member.',
          })
        } else inspect(member, at, depth + 1, problems)
      }
    }
  }
}

/** Pointers repeat what the caller sent; they stay short and well-formed. */
const cutPointer = (pointer: string): string => pointer.slice(0, 256).toWellFormed()
