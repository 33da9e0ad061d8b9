/** Quotes, brackets, colons and clauses that are missing, or too many. */
import { type Span, through } from '../../model/span.ts'
import { leftOut } from './left-out.ts'
import { ways } from './messages.ts'
import { advise, type Finder, insert, remove, replace } from './slip.ts'
import { isIn, type Stumble, touches } from './stumble.ts'

const verbs = new Set(['notify', 'escalate', 'run', 'http', 'sleep', 'set'])
const mailbox = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u
const plainName = /^"([\p{L}_][\p{L}\p{M}\p{N}_]*)"$/u

/** A mail address without quotes: words that touch each other. */
function mailAt({ piece, at }: Stumble): { readonly text: string; readonly at: Span } | null {
  let last = at
  while (touches(piece[last], piece[last + 1])) last += 1
  const words = piece.slice(at, last + 1)
  // A comma behind it belongs to the list.
  while (words.at(-1)?.text === ',') words.pop()
  const [first, end] = [words[0], words.at(-1)]
  const text = words.map((word) => word.text).join('')
  return first && end && mailbox.test(text) ? { text, at: through(first.at, end.at) } : null
}

/** A variable, or what a step brought: `set cc = …`, `as cc`. */
const isBroughtBefore = ({ piece, at, word }: Stumble): boolean =>
  piece.slice(1, at).some(({ text }, index) => text === word.text && ['set', 'as'].includes(piece[index]?.text ?? ''))

/** What is quoted and should not be, and the other way round. */
export const quoting: Finder = (stumble) => {
  const { word, before, takes, piece } = stumble
  const [, name] = plainName.exec(word.text) ?? []
  if (word.type === 'string' && takes('ident') && !takes('string') && name !== undefined)
    return replace(word.at, name, true, 'unquote')
  if (word.type === 'string' && takes('number') && !takes('string') && /^"\d+"$/u.test(word.text))
    return replace(word.at, word.text.slice(1, -1), true, 'unquote-number')
  if ((word.type === 'hard' || word.type === 'day') && takes('ident') && !takes(word.type) && !takes('size'))
    return advise('reserved', { word: word.text })
  if (word.type !== 'ident' && word.type !== 'path') return null
  const mail = takes('handle') ? mailAt(stumble) : null
  if (mail) return replace(mail.at, `"${mail.text}"`, true, 'quotes')
  if (word.type === 'ident' && takes('handle') && !takes('ident')) {
    if (before?.text === 'notify' && ways.has(word.text)) return advise('whom', { word: word.text })
    return replace(word.at, `@${word.text}`, false)
  }
  if (word.type === 'ident' && takes('path') && !takes('string') && !takes('size')) {
    if (before?.text === 'has' && isBroughtBefore(stumble)) return advise('has-name', { word: word.text })
    return { ...replace(word.at, `label.${word.text}`, false, 'label-path'), args: { word: word.text } }
  }
  if (takes('string') && !takes('ident') && (word.type === 'ident' || piece[0]?.text === 'use'))
    return replace(word.at, `"${word.text}"`, false, 'quotes')
  return null
}

/** The closing bracket of the one at an index, by counting. */
function closerOf({ piece }: Stumble, at: number): Span | null {
  let depth = 0
  for (const word of piece.slice(at)) {
    if ('([{'.includes(word.text)) depth += 1
    else if (')]}'.includes(word.text)) depth -= 1
    if (depth === 0) return word.at
  }
  return null
}

export const brackets: Finder = (stumble) => {
  const { word, before, after, at, piece, takes, takesWord, only } = stumble
  const opener = piece[0]?.text
  if (word.text === '(' && (before?.text === 'notify' || before?.text === 'escalate') && takes('handle')) {
    const close = closerOf(stumble, at)
    if (!close || !before) return null
    const edits = [
      { at: word.at, text: ' ' },
      { at: close, text: '' },
    ]
    return { hint: 'parens', args: { better: `${before.text} @team` }, better: null, fix: { edits, safe: true } }
  }
  if (word.text === '(' && piece[at - 2]?.text === 'run' && isIn('clause', stumble)) {
    const close = closerOf(stumble, at)
    const name = before?.text ?? ''
    if (!close) return advise('run-with', { word: name })
    const edits = [
      { at: word.at, text: ' with { ' },
      { at: close, text: ' }' },
    ]
    // It may as well be a playbook, which another file declares.
    return { hint: 'run-with', args: { word: name }, better: null, fix: { edits, safe: false } }
  }
  if (word.text === '(' && before?.text === 'with' && only === '{') {
    const close = closerOf(stumble, at)
    if (!close) return advise('map-brace', { word: 'with' })
    const edits = [
      { at: word.at, text: '{ ' },
      { at: close, text: ' }' },
    ]
    return { hint: 'map-brace', args: { word: 'with' }, better: null, fix: { edits, safe: true } }
  }
  const isBareList = (takes('path') && !takes('size')) || before?.text === 'via' || (takes('handle') && !takes('size'))
  if (word.text === '[' && isBareList) {
    const close = closerOf(stumble, at)
    const edits = [word.at, ...(close ? [close] : [])].map((span) => ({ at: span, text: '' }))
    return { hint: 'no-brackets', better: null, fix: close ? { edits, safe: true } : null }
  }
  if (word.text === '{' && before === piece[0] && takes('string') && before)
    return advise('name-missing', { word: before.text })
  if (only === '(' && before?.text === 'until') return advise('until-parens')
  if (only === '(' && opener === 'playbook' && before) {
    const edits = [{ at: { start: before.at.end, end: before.at.end }, text: '()' }]
    return {
      hint: 'parens-missing',
      args: { better: `playbook ${before.text}()` },
      better: '()',
      fix: { edits, safe: true },
    }
  }
  if (only === '(' && before && piece[at - 2]?.text === 'call') {
    const edits = [{ at: { start: before.at.end, end: before.at.end }, text: '()' }]
    return {
      hint: 'parens-missing',
      args: { better: `call ${before.text}()` },
      better: '()',
      fix: { edits, safe: false },
    }
  }
  if (word.text === ')' && only === ':' && before) {
    const edits = [{ at: { start: before.at.end, end: before.at.end }, text: ': string' }]
    return {
      hint: 'param-type',
      args: { word: before.text },
      better: `${before.text}: string`,
      fix: { edits, safe: false },
    }
  }
  if (word.text === '-' && after?.text === '>' && opener === 'playbook') return advise('returns')
  if (word.text === 'then' && takesWord('{') && isIn('connector', stumble)) return remove(stumble)
  if (word.text === '{' && only === '=' && before) {
    if (opener === 'template') return advise('template', { word: before.text })
    if (opener === 'connection' || opener === 'channel') return advise('connection', { word: before.text })
  }
  if (word.text === '{' && only === 'in') return advise('zone')
  if (word.text === '{' && takesWord('max')) return insert(stumble, 'max 20 items', false, 'max-items')
  if (word.text === '{' && before?.text === 'parallel') return advise('parallel')
  if (takesWord('{') && only === '{') {
    if (word.text === '=') return remove(stumble)
    if (before?.text === 'with' || before?.text === 'meta') return advise('map-brace', { word: before.text })
    if (before?.text === 'then') return advise('then-brace')
    if (before?.text === 'alert' && word.type === 'string') return advise('given-map')
    if (opener === 'rule' || opener === 'test')
      return at === 2 ? advise('rule-brace', { word: opener }) : advise('brace')
    return advise('brace')
  }
  // `if a == b: …`, as Python writes it.
  if (
    takesWord('{') &&
    isIn('connector', stumble) &&
    (word.text === ':' || (word.type === 'hard' && isVerb(word.text)))
  )
    return advise('brace')
  return null
}
const isVerb = (text: string) => verbs.has(text) || text === 'end'

export const colons: Finder = (stumble) => {
  const { word, before, after, takesWord, only, piece } = stumble
  if (word.text === ':' && only === '=') {
    if (after?.text !== '=' || !touches(word, after)) return replace(word.at, '=', true)
    return { ...replace(through(word.at, after.at), '=', true) }
  }
  if (word.text === '=' && only === ':') return replace(word.at, ':', true)
  if (word.text === ':' && (before?.type === 'hard' || before?.type === 'soft') && only !== '{')
    return { ...remove(stumble, 'colon'), args: { word: before.text } }
  if (word.text === 'if' && isIn('item', stumble)) {
    const next = piece.slice(stumble.at).find((one) => one.text === '{' || one.text === 'then')
    if (next?.text === '{') return advise('if-item')
  }
  if (isIn('file', stumble) && (word.text === '-' || word.text === '{' || after?.text === ':')) return advise('yaml')
  if (isIn('file', stumble) && after?.text === '=' && word.type === 'ident')
    return { ...insertBefore(stumble, 'const'), hint: 'const', args: { word: word.text } }
  if (isIn('step', stumble) && after?.text === '=' && (word.type === 'ident' || word.type === 'soft'))
    return insertBefore(stumble, 'set')
  // `set x += 1`.
  if ((word.text === '+' || word.text === '-') && after?.text === '=' && only === '=' && before)
    return replace(through(word.at, after.at), `= ${before.text} ${word.text}`, true)
  if (takesWord('when') && takesWord('while') && piece[0]?.text === 'rule') return insert(stumble, 'when', true)
  return null
}

const insertBefore = ({ word }: Stumble, better: string) => ({
  hint: 'insert-before' as const,
  better,
  fix: { edits: [{ at: { start: word.at.start, end: word.at.start }, text: `${better} ` }], safe: true },
})

const triggers = new Set(['every', 'cron', 'webhook', 'absence', 'sequence', 'manual'])

/** A fixed word left out: `approve @a`, `retry 3`, `for x in`. */
export const missing: Finder = (stumble) => {
  const { word, before, only, takesWord, piece } = stumble
  if (isIn('schedule', stumble)) return advise('rota')
  if (isIn('item', stumble) && triggers.has(word.text)) return insertBefore(stumble, 'on')
  if (isIn('trigger', stumble)) return word.text === 'alerts' ? replace(word.at, 'alert', true) : advise('trigger')
  if (only === 'by' && before?.text === 'dedup' && word.text === 'for') return advise('dedup')
  if (only === 'in' && before?.type === 'string' && piece.slice(0, stumble.at).some((one) => one.text === 'cron'))
    return advise('zone-behind')
  if (word.text === 'for' && isIn('item', stumble)) return advise('for-item')
  if (before?.text === 'repeat' && takesWord('up') && word.type === 'number') return insert(stumble, 'up to', true)
  if (before?.text === 'throttle' && word.type === 'duration') return advise('throttle', { number: word.text })
  if (only === null || !/^\w+$|^=$/u.test(only) || only === 'edition') return null
  if (only === 'each' && word.text === '(') return advise('for-each')
  return leftOut(stumble, only)
}
