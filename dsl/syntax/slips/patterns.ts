/** A pattern where a text was expected: `== /Foo/`, `contains /x/`, `in [/a/, /b/]`. */
import { through } from '../../model/span.ts'
import { advise, type Finder, replace } from './slip.ts'

export const patterns: Finder = ({ word, before, at, piece, takes }) => {
  if (word.type !== 'regex' || word.text.startsWith('/*') || !takes('string') || takes('regex') || !before) return null
  const better = `matches ${word.text}`
  if (before.text === '==') return replace(through(before.at, word.at), better, false, 'matches')
  if (before.text === '!=') return replace(through(before.at, word.at), `not ${better}`, false, 'matches')
  if (before.text === 'contains') return replace(through(before.at, word.at), better, true, 'matches')
  const verb = piece[at - 2]
  if (before.text === 'with' && (verb?.text === 'starts' || verb?.text === 'ends') && takes('size'))
    return advise('matches', { better })
  return takes('size') ? advise('matches', { better }) : null
}
