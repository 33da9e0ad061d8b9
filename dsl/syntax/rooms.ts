/** A room without its quotes: `notify #ops via slack`, where `#ops via slack` is read as a comment. */
import type { Span } from '../model/span.ts'
import type { Fault } from './fault.ts'
import { tokenise } from './lexer.ts'
import { isTrivia, type Token } from './token.ts'

const room = /^#[\p{L}\p{N}_][\p{L}\p{N}_-]*(?![^\s,})])/u

/**
 * Reads such comments as they are meant, so that the braces behind them count. Where people follow on the next line it
 * is a comment.
 * @returns the tokens for reading, no more those of the file, and a fault for each room
 */
export function quoteRooms(tokens: readonly Token[]): {
  readonly tokens: readonly Token[]
  readonly faults: readonly Fault[]
} {
  const read: Token[] = []
  const faults: Fault[] = []
  const rest = [...tokens]
  for (let index = 0; index < rest.length; index += 1) {
    const token = rest[index] as Token
    const [name] = (token.type === 'comment' ? room.exec(token.text) : null) ?? []
    const isRoom = name !== undefined && asksWhom(read)
    const next = isRoom ? rest.slice(index + 1).find((one) => !isTrivia(one)) : undefined
    if (!isRoom || next?.type === 'handle' || next?.type === 'string') {
      read.push(token)
      continue
    }
    const at: Span = { start: token.at.start, end: token.at.start + name.length }
    const text = `"${name}"`
    read.push({ type: 'string', text, at })
    faults.push({
      id: 'E101',
      at,
      args: { expected: 'a-handle|a-string', found: `\`${name}\``, hint: 'room', better: text },
      fix: { edits: [{ at, text }], safe: false },
    })
    const behind = tokenise(token.text.slice(name.length)).map((one) => ({
      ...one,
      at: { start: one.at.start + at.end, end: one.at.end + at.end },
    }))
    rest.splice(index + 1, 0, ...behind)
  }
  return faults.length === 0 ? { tokens, faults } : { tokens: read, faults }
}

/** The words end in `notify` or `approve by`, perhaps with people and a comma behind. */
function asksWhom(read: readonly Token[]): boolean {
  const words: Token[] = []
  for (let index = read.length - 1; index >= 0 && words.length < 40; index -= 1) {
    const token = read[index] as Token
    if (token.type === 'space' && words.length === 0 && token.text.includes('\n')) return false
    if (isTrivia(token)) continue
    words.push(token)
    // Of `approve by` the second word tells.
    if (words.at(-2)?.text === 'by') return token.text === 'approve'
    const isTarget = words.length > 1 && (token.type === 'handle' || token.type === 'string')
    if (words.length > 1 && words[0]?.text !== ',') return false
    if (token.text === 'notify') return true
    if (token.text !== ',' && token.text !== 'by' && !isTarget) return false
  }
  return false
}
