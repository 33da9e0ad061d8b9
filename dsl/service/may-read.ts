/** Which roots can be read at the cursor, read from the words before it, because the text is unfinished. */
import { startsWithoutAlert } from '../checks/fields.ts'
import { isOfFailure } from '../checks/of-failures.ts'
import type { Handler, Trigger } from '../syntax/ast.ts'
import type { Word } from '../syntax/token.ts'
import { stepBefore } from './step-before.ts'

/** The words behind which the braces stand that are open. */
function openIn(words: readonly Word[]): readonly number[] {
  const open: number[] = []
  words.forEach((word, index) => {
    if (word.text === '{') open.push(index - 1)
    else if (word.text === '}') open.pop()
  })
  return open
}

/** Whether a path that begins so can be there at all; outside of rules nobody knows who reads it. */
export function mayRead(words: readonly Word[]): (path: string) => boolean {
  if (words[0]?.text !== 'rule') return () => true
  const open = openIn(words)
  const textAt = (index: number): string => words[index]?.text ?? ''
  // Whatever stands in a second brace of a rule is `meta`, a sequence, the steps or a handler.
  const runs = open.slice(1).some((at) => textAt(at) === 'then' || isHandled(textAt(at)))
  const fails = open.some((at) => {
    const word = textAt(at)
    return textAt(at - 1) === 'on' && isHandled(word) && isOfFailure(word, stepBefore(words, at - 1)?.kind ?? null)
  })
  const on = words.findIndex(({ text }, index) => text === 'on' && starts.has(textAt(index + 1)))
  const trigger = (on === -1 ? 'alert' : textAt(on + 1)) as Trigger['kind']
  const absent = trigger === 'absence'
  const hasAlert = !startsWithoutAlert(trigger)
  const roots: Readonly<Record<string, boolean>> = {
    incident: runs,
    run: runs,
    error: fails,
    request: trigger === 'webhook',
    alert: hasAlert || (absent && !runs),
    label: hasAlert || absent,
    metadata: hasAlert || (absent && !runs),
  }
  return (path) => roots[/^[a-z]+/u.exec(path)?.[0] ?? ''] ?? true
}

const starts: ReadonlySet<string> = new Set<Trigger['kind']>([
  ...(['alert', 'manual', 'sequence', 'cron', 'every', 'webhook', 'absence'] as const),
])
const handled: ReadonlySet<string> = new Set<Handler['event']>([
  ...(['error', 'resolve', 'ack', 'timeout', 'approved', 'rejected', 'empty'] as const),
])
const isHandled = (word: string): word is Handler['event'] => handled.has(word)
