import { cleanJson, cleanText } from '../intake/clean.ts'
import { type Intake, type IntakeContext, type Understood, UnreadablePayload } from '../intake/define-intake.ts'
import { decodeUtf8 } from './read-body.ts'

/** What an adapter made of a body, or why nothing could be made of it and the text to keep. */
export type ReadPayload =
  | ({ readonly kind: 'read' } & Understood)
  | { readonly kind: 'unreadable'; readonly error: string; readonly text: string }

const lossy = new TextDecoder()

/** Reads a foreign body with its adapter. Never throws on any bytes. */
export function readPayload(bytes: Uint8Array, adapter: Intake, context: IntakeContext): ReadPayload {
  const text = decodeUtf8(bytes)
  const unreadable = (error: string): ReadPayload => ({
    kind: 'unreadable',
    error,
    text: cleanText(text ?? lossy.decode(bytes)),
  })
  if (text === null) return unreadable('The body is not UTF-8.')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return unreadable('The body is not JSON.')
  }
  try {
    const understood = adapter.toEvents(cleanJson(parsed), context)
    const [first, ...others] = understood.rejected
    if (first === undefined || understood.events.length > 0) return { kind: 'read', ...understood }
    return unreadable(
      `${first.error.replace(/^ /, 'The payload ')}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
    )
  } catch (error) {
    if (error instanceof UnreadablePayload) return unreadable(error.message)
    if (error instanceof RangeError) return unreadable(`The body is ${error.message}.`)
    throw error
  }
}
