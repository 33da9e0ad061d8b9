/** What Alertmanager and other tools write for conditions, ways and parameters. */
import { through } from '../../model/span.ts'
import { ways } from './messages.ts'
import { advise, type Finder, replace, type Slip } from './slip.ts'
import { isIn, type Stumble, touches } from './stumble.ts'

const paramTypes = new Set('string number percent duration size time severity list map bool'.split(' '))
const sent = new Set('body json data headers header query params'.split(' '))
/** Before these a condition stands in parentheses. */
const enclosing = new Set(['verify', 'of', 'source', 'mutes'])
const operators = new Set(['contains', 'matches', 'starts', 'ends', '==', '!=', '>=', '<=', '>', '<'])

/** `label.k8s.io/app`: a name that a path would take apart. */
function slashName({ word, before, piece, at }: Stumble): Slip | null {
  if (before?.type !== 'path' || !before.text.startsWith('label.') || !touches(before, word)) return null
  if (word.type === 'regex') {
    const [tail = ''] = /^[^\s=!<>]+/u.exec(word.text) ?? []
    return advise('write', { better: `label["${before.text.slice(6)}${tail}"]` })
  }
  if (word.text !== '/') return null
  let last = at
  while (touches(piece[last], piece[last + 1]) && /^[\p{L}\p{N}_./-]+$/u.test(piece[last + 1]?.text ?? '')) last += 1
  const words = piece.slice(at, last + 1)
  const end = words.at(-1)
  if (words.length < 2 || !end) return null
  const name = `${before.text.slice(6)}${words.map(({ text }) => text).join('')}`
  return replace(through(before.at, end.at), `label["${name}"]`, true)
}

function conditions(stumble: Stumble): Slip | null {
  const { word, before, at, piece, only, takesWord } = stumble
  const second = piece[at - 2]
  if (only === '(' && before && enclosing.has(before.text)) return advise('until-parens')
  if (before?.text === 'true' && second?.text === 'when' && isIn('comparison', stumble)) {
    const edits = [{ at: { start: second.at.start, end: word.at.start }, text: '' }]
    return { hint: 'when-true', better: null, fix: { edits, safe: true } }
  }
  if (operators.has(word.text) && takesWord('has') && (before?.text === 'or' || before?.text === 'and')) {
    const left = piece.slice(0, at).findLast((one) => one.type === 'path')
    if (!left) return null
    const better = `${left.text} ${word.text}`
    return { ...replace(word.at, better, false, 'say-left'), args: { better } }
  }
  if (word.type === 'path' && before?.text === 'count' && takesWord('of')) return replace(before.at, 'distinct', false)
  if (word.type === 'string' && before?.text === 'alert' && second?.text === 'on' && piece[0]?.text === 'rule')
    return replace(word.at, `when alert.name == ${word.text}`, false)
  return null
}

function clauses(stumble: Stumble): Slip | null {
  const { word, before, after, at, piece } = stumble
  if (!isIn('clause', stumble)) return null
  if (word.text === 'by' && after && ways.has(after.text)) return replace(word.at, 'via', true)
  if (word.type === 'number' && before?.type === 'handle' && piece[at - 2]?.text === 'escalate')
    return replace(word.at, `level ${word.text}`, false)
  if (sent.has(word.text) && after?.text === ':') return advise('with-sent', { word: word.text })
  return null
}

function parameters({ word, before, after, at, piece, only }: Stumble): Slip | null {
  if (piece[0]?.text !== 'playbook') return null
  if (only === ':' && before && paramTypes.has(before.text) && /^[\p{L}_]/u.test(word.text))
    return {
      ...replace(through(before.at, word.at), `${word.text}: ${before.text}`, true, 'param-type'),
      args: { word: word.text },
    }
  const close = piece[at + 2]
  if (word.text === '<' && before && touches(before, word) && after && close?.text === '>') {
    const edits = [{ at: through(word.at, close.at), text: '' }]
    return { hint: 'plain-type', args: { better: before.text }, better: null, fix: { edits, safe: true } }
  }
  return null
}

export const alertmanager: Finder = (stumble) => {
  const { word, before, after, at, piece } = stumble
  const count = piece[at - 1]
  if (word.text === '/' && count?.type === 'number' && piece[at - 2]?.text === 'throttle' && after) {
    const per =
      after.type === 'duration' ? after.text : /^(?:ms|s|m|h|d|w)$/u.test(after.text) ? `1${after.text}` : null
    if (per !== null) return replace(through(count.at, after.at), `${count.text} per ${per}`, true)
  }
  // `restart_service("x")`, as a function is called elsewhere.
  if (word.type === 'ident' && after?.text === '(' && touches(word, after) && isIn('step', stumble) && before)
    return advise('step-call', { word: word.text })
  return slashName(stumble) ?? conditions(stumble) ?? clauses(stumble) ?? parameters(stumble)
}
