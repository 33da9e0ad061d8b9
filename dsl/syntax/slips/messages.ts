/** Who is told, by which way, with which text. */
import { through } from '../../model/span.ts'
import { advise, type Finder, insert, replace } from './slip.ts'
import { isIn } from './stumble.ts'

/** Kinds of connections that people write in the place of a person. */
export const ways = new Set(
  'slack email sms phone chat push teams telegram discord dingtalk wecom feishu pagerduty webhook'.split(' '),
)

export const messages: Finder = (stumble) => {
  const { word, before, after, takes, takesWord, at, piece } = stumble
  if (word.type === 'string' && isIn('clause', stumble) && before && !takes('string')) {
    if (before.text === 'in') return advise('room-target')
    const better = `with { title: ${word.text} }`
    return replace(word.at, better, false, 'with-title')
  }
  if (['message', 'saying', 'text', 'title'].includes(word.text) && isIn('clause', stumble) && after?.type === 'string')
    return replace(through(word.at, after.at), `with { title: ${after.text} }`, false, 'with-title')
  if (word.text === 'in' && isIn('clause', stumble) && after?.type === 'string') return advise('room-target')
  if (word.text === 'and' && takesWord(',') && isIn('clause', stumble)) {
    const start = before?.at.end ?? word.at.start
    return { ...replace({ start, end: word.at.end }, ',', true) }
  }
  if (before?.text === 'on' && isIn('event', stumble) && ways.has(word.text) && after?.text !== '{')
    return { ...replace(through(before.at, word.at), `via ${word.text}`, true, 'via'), args: { word: word.text } }
  if (word.text === 'create' && after?.text === 'ticket' && isIn('step', stumble))
    return replace(through(word.at, after.at), 'ticket create', true)
  if ((word.text === 'page' || word.text === 'alert') && after?.type === 'handle' && isIn('step', stumble))
    return replace(word.at, 'notify', false)
  if (word.type === 'string' && takesWord('GET') && piece[at - 1]?.text === 'http') return insert(stumble, 'GET', false)
  if (word.text === 'retries' && isIn('clause', stumble)) return replace(word.at, 'retry', true)
  if (word.type === 'string' && takesWord('ok') && before?.text === 'end') return insert(stumble, 'ok', false)
  return null
}
