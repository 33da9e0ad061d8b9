/** Which roots can be read at the cursor, read from the words before it, because the text is unfinished. */
import type { Word } from '../syntax/token.ts'

const clocks = new Set(['cron', 'every', 'webhook', 'absence'])

/** The events of the handlers whose braces are open, and `then` for that of the steps. */
function openIn(words: readonly Word[]): readonly string[] {
  const open: string[] = []
  words.forEach((word, index) => {
    if (word.text === '{') open.push(words[index - 1]?.text ?? '')
    else if (word.text === '}') open.pop()
  })
  return open
}

/** Whether a path that begins so can be there at all; outside of rules nobody knows who reads it. */
export function mayRead(words: readonly Word[]): (path: string) => boolean {
  if (words[0]?.text !== 'rule') return () => true
  const open = openIn(words)
  // Whatever stands in a second brace of a rule is `meta`, a sequence, the steps or a handler.
  const runs = open.slice(1).some((word) => word === 'then' || handled.has(word))
  const on = words.findIndex(({ text }, index) => text === 'on' && starts.has(words[index + 1]?.text ?? ''))
  const trigger = on === -1 ? 'alert' : (words[on + 1]?.text ?? 'alert')
  const roots: Readonly<Record<string, boolean>> = {
    incident: runs,
    run: runs,
    error: open.includes('error'),
    request: trigger === 'webhook',
    alert: !clocks.has(trigger) || (trigger === 'absence' && !runs),
    label: !clocks.has(trigger) || trigger === 'absence',
    metadata: !clocks.has(trigger) || (trigger === 'absence' && !runs),
  }
  return (path) => roots[/^[a-z]+/u.exec(path)?.[0] ?? ''] ?? true
}

const starts = new Set([...clocks, 'alert', 'manual', 'sequence'])
const handled = new Set(['error', 'resolve', 'ack', 'timeout', 'approved', 'rejected', 'empty'])
