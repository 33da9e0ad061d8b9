/** Double quotes inside `{{ }}` of a text in double quotes, which end it: `"{{label["a/b"]}}"`. */
import { through } from '../../model/span.ts'
import { advise, type Finder, replace } from './slip.ts'
import { touches } from './stumble.ts'

export const holeQuotes: Finder = ({ at, piece }) => {
  // The words of the name may have been read as something else for a while.
  let begin = at - 1
  while (begin > 0 && piece[begin]?.type !== 'string' && touches(piece[begin], piece[begin + 1])) begin -= 1
  const text = piece[begin]
  const [, root] = /^".*\{\{\s*([\p{L}_][\p{L}\p{M}\p{N}_.]*)\["$/u.exec(text?.text ?? '') ?? []
  if (!text || root === undefined || text.text.startsWith('"""') || !touches(text, piece[begin + 1])) return null
  let end = begin + 1
  while (piece[end] && piece[end]?.type !== 'string' && touches(piece[end], piece[end + 1])) end += 1
  const close = piece[end]
  const name = piece
    .slice(begin + 1, end)
    .map((word) => word.text)
    .join('')
  if (close?.type !== 'string' || !close.text.startsWith('"]') || /['"\\]/u.test(name))
    return advise('hole-quotes', { better: `{{${root}['…']}}` })
  const slip = replace(
    through(text.at, close.at),
    `${text.text.slice(0, -1)}'${name}'${close.text.slice(1)}`,
    true,
    'hole-quotes',
  )
  return { ...slip, args: { better: `{{${root}['${name}']}}` } }
}
