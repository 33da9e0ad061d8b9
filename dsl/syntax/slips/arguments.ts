/** Values that `call` is given without their names: `call p("x", 4)`, `call p(host)`. */
import { advise, type Finder } from './slip.ts'
import { isIn, type Stumble } from './stumble.ts'

/** Index of the `(` that is open around a place. */
function openerOf({ piece }: Stumble, before: number): number {
  let depth = 0
  for (let index = before; index >= 0; index -= 1) {
    const text = piece[index]?.text ?? ''
    if (')]}'.includes(text)) depth += 1
    else if ('([{'.includes(text)) {
      if (depth === 0) return index
      depth -= 1
    }
  }
  return -1
}

/** Words of conditions. */
const asking = new Set('== != >= <= > < = and or not has in contains matches starts ends during'.split(' '))

export const callArguments: Finder = (stumble) => {
  const { word, before, at, piece, takes, only } = stumble
  const asks = asking.has(word.text) ? openerOf(stumble, at - 1) : -1
  if (asks > 1 && piece[asks]?.text === '(' && piece[asks - 2]?.text === 'call') return advise('argument-value')
  if (!before || isIn('clause', stumble)) return null
  const opener = openerOf(stumble, at - 1)
  const name = piece[opener - 1]
  if (piece[opener]?.text !== '(' || piece[opener - 2]?.text !== 'call' || !name) return null
  const begins = (before.text === '(' || before.text === ',') && takes('ident') && ![')', ',', '}'].includes(word.text)
  const isBare = only === ':' && (word.text === ')' || word.text === ',')
  if (!begins && !isBare) return null
  const value = isBare ? before.text : word.text
  const better = /^[{[(]/u.test(value) ? '…' : value
  return advise('call-argument', { word: name.text, better })
}
