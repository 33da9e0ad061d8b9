/** One word as it is written out. Whatever would read otherwise is left as it was. */
import { inUnits } from '../model/value-text.ts'
import { quoted } from '../syntax/interpolation.ts'
import { readDuration } from '../syntax/literals.ts'
import { readText } from '../syntax/text.ts'
import type { Token } from '../syntax/token.ts'
import { sameMeaning } from './same-meaning.ts'

export function wordText(token: Token): string {
  if (token.type === 'duration') return durationWord(token.text)
  if (token.type === 'string' && token.text.includes('{{')) return singleQuotes(token)
  return token.text
}

/** `90s` is `1m30s`, `120m` is `2h`, `24h` is `1d`; weeks only where the author thought in weeks. */
function durationWord(text: string): string {
  const ms = readDuration(text)
  const better = inUnits(ms, text.includes('w') ? ['w', 'd', 'h', 'm', 's', 'ms'] : ['d', 'h', 'm', 's', 'ms'])
  return Number.isSafeInteger(ms) && readDuration(better) === ms ? better : text
}

/** Texts inside `{{ }}` stand in single quotes (D58). */
function singleQuotes(token: Token): string {
  const { text, at } = token
  let better = ''
  let from = 0
  for (const part of readText(token).node.parts) {
    if (part.kind !== 'hole') continue
    const [start, end] = [part.at.start - at.start, part.at.end - at.start]
    better += text.slice(from, start) + text.slice(start, end).replaceAll(quoted, inSingleQuotes)
    from = end
  }
  better += text.slice(from)
  return better !== text && sameText(token, better) ? better : text
}

function inSingleQuotes(written: string): string {
  if (written.startsWith("'")) return written
  const inside = written.startsWith('\\') ? written.slice(2, written.endsWith('\\"') ? -2 : -1) : written.slice(1, -1)
  return `'${inside.replaceAll("\\'", "'").replaceAll("'", "\\'")}'`
}

/** Whether `better` reads as the text that the token is. */
export function sameText(token: Token, better: string): boolean {
  const read = readText({ ...token, text: better })
  return read.faults.length === 0 && sameMeaning(readText(token).node, read.node)
}
