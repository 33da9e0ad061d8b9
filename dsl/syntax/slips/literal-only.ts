/** A parameter, variable or constant where the language takes only a literal: `sleep grace`, `repeat up to n times`. */
import { advise, type Finder } from './slip.ts'

export const literalOnly: Finder = ({ word, takes }) => {
  if (word.type !== 'ident' && word.type !== 'soft' && word.type !== 'path') return null
  if (takes('ident') || takes('path') || takes('string')) return null
  if (takes('duration')) return advise('literal-only', { better: '15m' })
  return takes('number') ? advise('literal-only', { better: '3' }) : null
}
