/** What the result of a step has, for `x.` behind `… as x`. */
import type { Declaration } from '../syntax/ast.ts'
import type { Word } from '../syntax/token.ts'
import type { Offer } from './completion.ts'
import type { Project } from './project.ts'

type Members = Readonly<Record<string, string>>

const outcome = 'how it came out'
/** By the words with which the step begins (docs/language.md, Steps). */
const membersOf: Readonly<Record<string, Members>> = {
  http: { status: 'number of the answer: 200', headers: 'map, by names in small letters', body: 'JSON read, or text' },
  run: {
    ok: 'whether it succeeded',
    exit_code: 'number with which it ended',
    stdout: 'what it printed, 16 KiB',
    stderr: 'what it printed as errors, 16 KiB',
    error: 'why it failed, else none',
    duration: 'how long it took',
  },
  'ticket create': { key: 'how the system calls it', url: 'where people see it', system: 'the connection' },
  approve: {
    approved: 'whether it was approved',
    by: 'who decided',
    at: 'when it was decided',
    comment: 'what was said with it',
  },
  'wait for': { outcome: `${outcome}: acked, resolved or timeout`, by: 'who it was' },
  'wait until': { outcome: `${outcome}: holds, timeout or resolved` },
  call: { outcome: `${outcome}: of the playbook`, message: 'what its `end` said' },
}
const twoWords = new Set(['ticket', 'wait'])
const verbs = new Set(Object.keys(membersOf).map((key) => key.split(' ')[0] ?? ''))
const opening = new Set(['{', '(', '['])
const closing = new Set(['}', ')', ']'])

/** Where the step begins that the clause at `index` belongs to; -1 where none is. */
function stepBefore(words: readonly Word[], index: number): number {
  let depth = 0
  for (let at = index - 1; at >= 0; at -= 1) {
    const { text, type } = words[at] as Word
    if (closing.has(text)) depth += 1
    else if (opening.has(text)) depth -= 1
    if (depth < 0) return -1
    if (depth === 0 && verbs.has(text) && type !== 'ident' && words[at - 1]?.text !== 'as') return at
  }
  return -1
}

/**
 * The members of the result that has this name; null where its shape is not known, as that of a variable.
 * @param words of the declaration, as far as it is written; the last step of that name counts
 */
export function resultMembers(words: readonly Word[], name: string, project: Project): Members | null {
  const index = words.findLastIndex((word, at) => word.text === name && words[at - 1]?.text === 'as')
  const from = index === -1 ? -1 : stepBefore(words, index - 1)
  const [verb = '', second = ''] = from === -1 ? [] : [words[from]?.text, words[from + 1]?.text]
  const members = membersOf[twoWords.has(verb) ? `${verb} ${second}` : verb]
  return members ? { ...members, ...(verb === 'call' ? variablesOf(second, project) : {}) } : null
}

/** A playbook hands back what it has set (D109). */
function variablesOf(name: string, project: Project): Members {
  const playbook = [...project.files.values()]
    .flatMap((file): readonly Declaration[] => file.declarations)
    .find((node) => node.kind === 'playbook' && node.name.text === name)
  if (playbook?.kind !== 'playbook') return {}
  const set = playbook.block.steps.flatMap((step) =>
    step.kind === 'set' && step.name.kind === 'name' ? [[step.name.text, `set by ${name}`] as const] : [],
  )
  return Object.fromEntries(set)
}

/** `x.member` of each of the names whose shape is known. */
export const memberOffers = (words: readonly Word[], names: readonly string[], project: Project): readonly Offer[] =>
  names.flatMap((name) =>
    Object.entries(resultMembers(words, name, project) ?? {}).map(
      ([member, detail]): Offer => ({ label: `${name}.${member}`, kind: 'field', detail }),
    ),
  )
