/** What holds for every command on every text; for tests, and for longer runs without a test runner. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { applied, inverse } from '../../../dsl/edit/answer.ts'
import { edit } from '../../../dsl/edit/index.ts'
import type { Keys } from '../../../dsl/graph/model.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import type { ParsedFile } from '../../../dsl/syntax/parsed-file.ts'
import { shipped } from '../service/shipped.ts'
import { commented, randomOf, randomProgram } from '../syntax/random-program.ts'
import { type Maker, worldOf } from './attempt.ts'
import { makers } from './attempts.ts'
import { said } from './part-attempts.ts'
import { at, comments, plainFile, type Tree } from './plain-tree.ts'
import { strayEdits } from './untouched.ts'

/** Tries one command, and holds the answer to what holds for all. */
export function tried(parsed: ParsedFile, make: Maker, random: () => number): ParsedFile | null {
  const world = worldOf(parsed, random)
  const one = make(world)
  if (!one) return null
  const text = parsed.tokens.map((token) => token.text).join('')
  const answer = edit(parsed, one.command)
  const told = JSON.stringify(one.command)
  if (answer.kind === 'refused') {
    if (!one.codes.includes(answer.problem.code))
      throw new Error(`${answer.problem.code} ${answer.problem.message} for ${told} in\n${text}`)
    assert.notEqual(answer.problem.help, null)
    return null
  }
  if (one.expected === null) throw new Error(`${told} should have been refused in\n${text}`)
  const after = parse(answer.text, 'a.rule')
  assert.equal(applied(text, answer.edits), answer.text)
  const read = one.said ? said(plainFile(after)) : plainFile(after)
  if (one.doc) takeOverDoc(read, one.expected, one.doc)
  assert.deepEqual(read, one.said ? said(one.expected) : one.expected, `${told} in\n${text}\ngave\n${answer.text}`)
  assert.equal(after.problems.length, parsed.problems.length)
  assert.deepEqual(strayEdits(one.command, answer.edits, world), [], `${told} in\n${text}\ngave\n${answer.text}`)
  assert.equal(applied(answer.text, inverse(text, answer.edits)), text)
  if (!one.mayDrop) {
    const left = [...comments(after)]
    for (const comment of comments(parsed)) {
      const place = left.indexOf(comment)
      assert.ok(place >= 0, `comment ${comment} after ${told} in\n${text}\ngave\n${answer.text}`)
      left.splice(place, 1)
    }
  }
  return answer.parsed
}

/** The note of the step there is the expected one's, or has been joined with that of what stood above. */
function takeOverDoc(read: Tree, expected: Tree, keys: Keys): void {
  const list = at(expected, ...keys.slice(0, -1))
  const step = list[keys.at(-1) as number]
  if (step) step.doc = at(read, ...keys).doc
}

const changes: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll(/\r?\n/gu, '\r\n'),
  (text) => text.replaceAll('  ', '\t'),
  (text) => text.trimEnd(),
]

export interface Count {
  count: number
}

/** Of a family of commands: in shipped files, with any line ends and indentation. @param done counts those that were done */
export const holdsInShipped = (make: Maker, done: Count) =>
  fc.property(fc.constantFrom(...shipped.values()), fc.constantFrom(...changes), fc.integer(), (text, change, seed) => {
    if (tried(parse(change(text), 'a.rule'), make, randomOf(seed))) done.count += 1
  })

/** In programs that the grammar makes, with comments everywhere. */
export const holdsInMade = (make: Maker, done: Count) =>
  fc.property(fc.integer(), fc.constantFrom('rule', 'playbook', 'step', 'file'), (seed, start) => {
    const made = randomProgram(seed, start, commented)
    const parsed = parse(start === 'step' ? `playbook p() { ${made} }` : made, 'a.rule')
    if (tried(parsed, make, randomOf(seed))) done.count += 1
  })

export const families = Object.entries(makers)

/** Twenty commands of any kind, each on what the one before has left. */
export const holdsInRows = fc.property(fc.constantFrom(...shipped.values()), fc.integer(), (text, seed) => {
  const random = randomOf(seed)
  let parsed = parse(text, 'a.rule')
  for (let count = 0; count < 20; count += 1) {
    const family = families[Math.floor(random() * families.length)]
    if (family) parsed = tried(parsed, family[1], random) ?? parsed
  }
})
