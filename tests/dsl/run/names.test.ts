/** Variables, items, parameters and results may bear names that every object of JavaScript seems to have. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { Play } from './play.ts'

const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'host'),
  fc.stringMatching(/^[a-z_]{1,8}$/u).map((word) => `v_${word}`),
)

function playOf(then: string, before = ''): Play {
  const parsed = parse(`edition 1 ${before} rule "r" { then { ${then} sleep 1m } }`, 'a.rule')
  expect(parsed.problems).toEqual([])
  const [plan] = compile([parsed], 'v').plans
  if (!plan) throw new Error('no plan')
  return new Play(plan)
}

test.each<[what: string, then: (name: string) => string, before?: (name: string) => string]>([
  ['a variable', (x) => `set ${x} = 1 set ${x} = 7 set seen = ${x}`],
  ['a variable beside another', (x) => `set ${x} = 7 set other = 1 set seen = ${x}`],
  ['an item of a loop', (x) => `set seen = 0 for each ${x} in [7] max 5 items { set seen = ${x} }`],
  [
    'a variable read in a loop',
    (x) => `set ${x} = 7 set seen = 0 for each item in [1] max 5 items { set seen = ${x} }`,
  ],
  [
    'a variable set in a loop',
    (x) => `set ${x} = 0 for each item in [7] max 5 items { set ${x} = item } set seen = ${x}`,
  ],
  [
    'a parameter and a variable of a playbook',
    (x) => `call p(${x}: 7) as called set seen = called.result`,
    (x) => `playbook p(${x}: number) { set result = ${x} }`,
  ],
  ['a result', (x) => `call p() as ${x} set seen = ${x}.result`, () => 'playbook p() { set result = 7 }'],
])('%s of any name is read as it was set', (_what, then, before = () => '') => {
  fc.assert(
    fc.property(name, (x) => {
      expect(playOf(then(x), before(x)).name('seen')).toBe(7)
    }),
  )
})

test.each(['__proto__', 'constructor', 'toString'])('%s that nobody has set is missing', (x) => {
  expect(playOf(`set seen = ${x}`).name('seen')).toBeUndefined()
})
