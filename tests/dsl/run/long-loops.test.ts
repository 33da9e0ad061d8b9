/** Loops of many cheap rounds: no turn keeps the shell busy for long, and nothing of their meaning changes by that. */
import { expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import { mostBegun } from '../../../dsl/run/turn.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { Play } from './play.ts'

const rounds = 3_000
/** Around the steps that a turn begins, which change as well: `repeat in repeat`. */
const mostLoops = 2
const list = `[${Array.from({ length: rounds }, (_, index) => index + 1).join(',')}]`

function playOf(then: string, behind = ''): Play {
  const parsed = parse(`rule "r" { then { set n = 0 ${then} sleep 1m } ${behind} }`, 'a.rule')
  expect(parsed.problems).toEqual([])
  const [plan] = compile([parsed], 'v').plans
  if (!plan) throw new Error('no plan')
  return new Play(plan)
}
/** Turns until only the rest is awaited. */
function turns(play: Play): number {
  for (let count = 1; ; count++) {
    if (!play.awaited().some((open) => /\.(every|next)$/u.test(open))) return count
    const began = play.now
    play.elapse()
    expect(play.now).toBe(began)
  }
}
/** The most steps that one turn has begun or changed. */
const busiest = (play: Play): number =>
  Math.max(...play.effects.map((effect) => (effect.kind === 'record' ? effect.record.steps.length : 0)))

test.each([
  ['repeat', `repeat up to ${rounds} times { set n = n + 1 }`],
  ['repeat until', `repeat up to 100000 times until (n >= ${rounds}) { set n = n + 1 }`],
  ['repeat in repeat', `repeat up to 3 times { repeat up to ${rounds / 3} times { set n = n + 1 } }`],
  ['for each', `for each x in ${list} max ${rounds} items { set n = n + 1 }`],
  ['for each, some at once', `for each x in ${list} max ${rounds} items, 7 at once { set n = n + 1 }`],
  ['for each, all at once', `for each x in ${list} max ${rounds} items, ${rounds} at once { set n = n + 1 }`],
])('%s of thousands takes several short turns', (_what, then) => {
  const play = playOf(then)
  expect(play.awaited()).toHaveLength(1)
  expect(turns(play)).toBeGreaterThan(2)
  expect(busiest(play)).toBeLessThanOrEqual(mostBegun + mostLoops)
  expect(play.name('n')).toBe(rounds)
  expect(play.awaited()).toEqual(['timer then.2'])
})

test('a loop that is under way hears the world between its turns', () => {
  const play = playOf(`repeat up to ${rounds} times { set n = n + 1 }`)
  play.world({ kind: 'cancel', by: '@kim' })
  expect(play.name('n')).toBeLessThan(rounds)
  expect(play.awaited()).toEqual(['finish'])
})

test('a pass that fails ends a loop that was to go on in the next turn', () => {
  const failing = 'if x == 9 { for each y in x max 1 items { set n = y } } else { sleep 1h }'
  const play = playOf(
    `for each x in ${list} max ${rounds} items, ${rounds} at once { ${failing} }`,
    'on error { end ok "{{error.code}}" }',
  )
  // It has failed, those under way are let finish, and no more begin.
  play.elapse('then.1.next')
  expect(play.awaited().filter((open) => open.includes('.next'))).toEqual([])
  const [first] = play.awaited()
  expect(first).toMatch(/^timer then\.1\.body/u)
  expect(play.record(`then.1.body.0#${rounds}`)).toBeUndefined()
})
