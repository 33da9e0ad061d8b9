/** Alertmanager's `group_wait`, `group_interval` and `repeat_interval`, which belong to `group by` here. */
import { own } from '../../model/own.ts'
import { through } from '../../model/span.ts'
import { advise, type Finder, replace } from './slip.ts'
import { isIn } from './stumble.ts'

const options: Readonly<Record<string, string>> = {
  group_wait: 'wait',
  group_interval: 'every',
  repeat_interval: 'repeat',
}

export const grouping: Finder = (stumble) => {
  const { word, before, after, at, piece, takesWord } = stumble
  const colon = after?.text === ':' ? after : null
  const option = own(options, word.text)
  if (option !== undefined && isIn('item', stumble)) {
    const duration = colon ? piece[at + 2] : after
    const better = duration?.type === 'duration' ? `${option} ${duration.text}` : `${option} 5m`
    if (takesWord('within')) return { ...replace(through(word.at, (colon ?? word).at), option, true), args: { better } }
    return advise('group-option', { better, word: word.text })
  }
  // Without a `group by` before it; `repeat up to …` is the loop, which stands in `then`.
  if (word.text === 'repeat' && isIn('item', stumble) && after?.type === 'duration')
    return advise('group-option', { better: `repeat ${after.text}`, word: word.text })
  if (before?.text === 'priority' && (word.type === 'ident' || word.type === 'soft')) return advise('priority')
  return null
}
