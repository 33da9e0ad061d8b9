/** `inhibit` in Alertmanager's words: `target (…)`, `equal label.host`. */
import { type Finder, replace } from './slip.ts'

const sources = new Set(['from', 'when', 'if', 'where', 'source_match', 'source_matchers'])
const targets = new Set(['target', 'targets', 'target_match', 'target_matchers', 'mute', 'inhibits', 'suppresses'])

export const inhibitions: Finder = ({ word, after, only, piece, takesWord }) => {
  if (piece[0]?.text !== 'inhibit') return null
  if (only === 'mutes' && targets.has(word.text) && after?.text === '(') return replace(word.at, 'mutes', true)
  if (only === 'source' && sources.has(word.text) && after?.text === '(') return replace(word.at, 'source', true)
  if (takesWord('by') && (word.text === 'equal' || word.text === 'on') && after?.type === 'path')
    return replace(word.at, 'by', true)
  return null
}
