/** What could stand at the cursor. */
import { tokenise } from '../syntax/lexer.ts'
import type { Token } from '../syntax/token.ts'
import type { Completion, Offer } from './completion.ts'
import { offers } from './offers.ts'
import type { Project } from './project.ts'
import { inText } from './text-offers.ts'
import { goOn, lastWord, wordsBefore } from './unfinished.ts'

/** The word that is being typed: a name, a path, a handle. */
const partial = /@?[\p{L}_][\p{L}\p{M}\p{N}_.]*$|@$/u

/** A text that is open at the end of the tokens: where its characters begin; null where none is. */
function openText(tokens: readonly Token[], text: string, whole: readonly Token[]): number | null {
  const offset = text.length
  const around = whole.find((token) => token.at.start < offset && offset < token.at.end && token.type === 'string')
  if (around)
    return around.text.startsWith('"""') && offset - around.at.start >= 3 ? around.at.start + 3 : around.at.start + 1
  const quote = tokens.findLast((token) => token.type === 'bad' && token.text === '"')
  return quote && !text.slice(quote.at.start).includes('\n') ? quote.at.end : null
}

/** @param offset in UTF-16 units; outside the text it counts as its end */
export function complete(project: Project, path: string, offset: number): readonly Completion[] {
  const text = (project.texts.get(path) ?? '').slice(0, Math.max(0, offset))
  const parsed = project.files.get(path)
  const tokens = tokenise(text)
  const end = text.length
  const done = (all: readonly Offer[], start: number): readonly Completion[] =>
    all.map(({ label, kind, detail, insert }) => ({
      label,
      kind,
      detail: detail ?? null,
      insert: insert ?? label,
      replaces: { start, end },
    }))

  const opened = openText(tokens, text, parsed?.tokens ?? [])
  if (opened !== null) {
    const before = wordsBefore(
      tokens.filter((token) => token.at.end <= opened - 1),
      text,
    )
    const { all, start } = inText(text.slice(opened), { project, parsed, words: before })
    return done(all, end - start)
  }
  if (tokens.at(-1)?.type === 'comment') return []
  const typed = partial.exec(text)?.[0] ?? ''
  const start = end - typed.length
  const kept = tokens.filter((token) => token.at.end <= start)
  // Behind a number or an unreadable character nothing begins without a blank.
  if (typed !== '' && lastWord(kept)?.at.end === start && /[\p{N}]$/u.test(lastWord(kept)?.text ?? '')) return []
  const unfinished = goOn(wordsBefore(kept, text), text)
  return unfinished ? done(offers(unfinished.all, { project, parsed, words: unfinished.words }), start) : []
}
