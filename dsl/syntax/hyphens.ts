import { through } from '../model/span.ts'
import type { Fault } from './fault.ts'
import type { Word } from './token.ts'

const continues = new Set(['path', 'ident', 'hard', 'soft', 'day', 'bool', 'number'])

/** `label.a-b` without blanks is a label, not a subtraction (D99): told, and read as the label it means. */
export function mendHyphens(words: readonly Word[]): { readonly words: Word[]; readonly faults: Fault[] } {
  const mended: Word[] = []
  const faults: Fault[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word
    let last = word
    if (word.type === 'path' && word.text.startsWith('label.') && !word.text.includes('['))
      while (words[at + 1]?.text === '-' && words[at + 1]?.at.start === last.at.end) {
        const dash = words[at + 1] as Word
        const part = words[at + 2]
        if (!part || part.at.start !== dash.at.end || !continues.has(part.type)) break
        last = part
        at += 2
      }
    if (last === word) {
      mended.push(word)
      continue
    }
    const span = through(word.at, last.at)
    const name = words
      .filter((one) => one.at.start >= span.start && one.at.end <= span.end)
      .map((one) => one.text)
      .join('')
      .slice('label.'.length)
    const better = `label["${name}"]`
    faults.push({ id: 'E105', at: span, args: { better }, fix: { edits: [{ at: span, text: better }], safe: true } })
    mended.push({ ...word, text: better, value: better, at: span })
  }
  return { words: mended, faults }
}
