/** Trees so wide that rules can't each exclude what stands before them: the order decides, and chooses what amtool chooses. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { importText, type Labels, plansOf, receiversOf } from './configurations.ts'

const run = promisify(execFile)

interface Node {
  readonly receiver?: string
  readonly continue?: boolean
  readonly matchers?: readonly string[]
  readonly routes?: readonly Node[]
}
const wide = (routes: readonly Node[]): string => {
  const named = (node: Node): readonly string[] => [node.receiver ?? 'root', ...(node.routes ?? []).flatMap(named)]
  const root = { receiver: 'root', routes }
  return stringify({ route: root, receivers: [...new Set(named(root))].map((name) => ({ name })) })
}
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

const patterns = (count: number): readonly Node[] =>
  numbers(count).map((n) => ({ receiver: `svc${n}`, matchers: [`service=~"svc${n}-.*"`] }))

/** Every place in which a route may continue or not, between so many others that the order must decide. */
const mixed: readonly Node[] = [
  { receiver: 'audit', continue: true, matchers: ['audit="yes"'] },
  ...patterns(60),
  {
    receiver: 'copies',
    matchers: ['team="copies"'],
    routes: [
      { receiver: 'copy', continue: true, matchers: ['severity="critical"'] },
      { receiver: 'night', matchers: ['shift="night"'] },
    ],
  },
  {
    receiver: 'apart',
    continue: true,
    matchers: ['zone=~"a.*"'],
    routes: [
      { receiver: 'apart-critical', matchers: ['severity="critical"'] },
      { receiver: 'apart-night', matchers: ['shift=~"night|dusk"'], routes: [{ matchers: ['team="x"'] }] },
    ],
  },
  { receiver: 'closed', matchers: ['team=~"copies|x"'], routes: [{ receiver: 'closed-x', matchers: ['team="x"'] }] },
  { receiver: 'late', matchers: ['zone!=""'] },
]

const product = (pools: Readonly<Record<string, readonly (string | null)[]>>): readonly Labels[] =>
  Object.entries(pools).reduce<readonly Labels[]>(
    (sets, [label, values]) =>
      sets.flatMap((set) => values.map((value) => (value === null ? set : { ...set, [label]: value }))),
    [{}],
  )

async function agrees(yaml: string, tried: readonly Labels[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-wide-'))
  const file = join(folder, 'alertmanager.yml')
  await writeFile(file, yaml)
  const plans = plansOf(importText(yaml))
  for (const labels of tried) {
    const words = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
    const { stdout } = await run('amtool', ['config', 'routes', 'test', `--config.file=${file}`, ...words])
    expect({ labels, receivers: receiversOf(plans, labels) }).toEqual({ labels, receivers: stdout.trim().split(',') })
  }
  await rm(folder, { recursive: true })
}

describe('a wide tree in which routes continue at several levels', () => {
  const yaml = wide(mixed)
  test('is decided by the order, and says so', () => {
    const { text, notes, problems } = importText(yaml)
    expect(problems).toEqual([])
    expect(text).toContain('  stop processing\n')
    expect(notes.filter(({ what }) => what.includes('`stop processing`'))).toMatchObject([{ path: 'route' }])
  })
  test('chooses what amtool chooses', { timeout: 120_000 }, async () => {
    await agrees(
      yaml,
      product({
        team: [null, 'copies', 'x'],
        severity: [null, 'critical'],
        shift: [null, 'night', 'dusk'],
        zone: [null, 'a1', 'b'],
        audit: [null, 'yes'],
      }),
    )
    await agrees(yaml, product({ service: ['svc0-a', 'svc59-b', 'svc5', 'other'], team: [null, 'x'], audit: ['yes'] }))
  })
})

test('values of one label are one list, which the order need not replace', async () => {
  const yaml = wide(
    numbers(1_200).map((n) => ({
      receiver: `team${n % 7}`,
      matchers: [`team="t${Math.floor(n / 2)}"`, `severity="${n % 2 === 0 ? 'critical' : 'warning'}"`],
    })),
  )
  const { text, problems } = importText(yaml)
  // Each pair by itself would be over the limit of conditions (E310).
  expect(problems).toEqual([])
  expect(text).not.toContain('stop processing')
  expect(text.match(/not \(/gu)).toHaveLength(1)
  await agrees(yaml, product({ team: ['t0', 't599', 't600'], severity: ['critical', 'warning', 'info'] }))
})

test.each([
  ['patterns', patterns(1_001)],
  ['a label each', numbers(1_001).map((n) => ({ receiver: 'one', matchers: [`label_${n}="x"`] }))],
])('a thousand routes with %s are as long as ten times a hundred', (_, routes) => {
  const { text, problems } = importText(wide(routes))
  expect(problems).toEqual([])
  expect(text.length).toBeLessThan(10.5 * importText(wide(routes.slice(0, 101))).text.length)
})
