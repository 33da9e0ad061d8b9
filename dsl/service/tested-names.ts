/** Names of rules that a test can read (D120). */
import { textOf } from '../checks/file-set.ts'
import { type Maker, makersIn } from '../checks/makers.ts'
import { nodeOf } from '../syntax/text.ts'
import type { Word } from '../syntax/token.ts'
import type { Around } from './offers.ts'
import { setOf } from './project.ts'

const naming = new Set(['matched', 'manual'])

/**
 * What brings them, by name: of the rules that the test's words name, else of all that its file sees. What a loop was at is
 * gone when a test asks.
 * @returns null where the words are of no test
 */
export function testedNames({ project, parsed, words }: Around): ReadonlyMap<string, readonly Maker[]> | null {
  if (words[0]?.text !== 'test' || !parsed) return null
  const rules = setOf(project)
    .allSeen(parsed)
    .flatMap(({ node }) => (node?.kind === 'rule' ? [node] : []))
  const named = words.flatMap((word, index) =>
    word.type === 'string' && naming.has(words[index - 1]?.text ?? '') ? [nameIn(word)] : [],
  )
  const meant = rules.filter(({ name }) => named.includes(textOf(name.parts)))
  const found = (meant.length > 0 ? meant : rules).flatMap((rule) => [...makersIn(rule)])
  const made = found.flatMap(([name, makers]) =>
    makers.flatMap((maker) => (maker.kind === 'item' ? [] : [{ name, maker }])),
  )
  const byName = Map.groupBy(made, ({ name }) => name)
  return new Map([...byName].map(([name, all]) => [name, all.map(({ maker }) => maker)]))
}

const nameIn = (word: Word): string => textOf(nodeOf(word).parts)
