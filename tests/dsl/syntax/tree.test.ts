import { describe, expect, test } from 'vitest'
import type { Const, Rule, Value } from '../../../dsl/syntax/ast.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

function only<Kind extends 'const' | 'rule'>(text: string, kind: Kind) {
  const { declarations, problems } = parse(text, 'a.rule')
  expect(problems).toEqual([])
  const [first] = declarations
  if (first?.kind !== kind) throw new Error(`no ${kind} in ${text}`)
  return first as Kind extends 'const' ? Const : Rule
}
const valueOf = (text: string): Value => only(`const x = ${text}`, 'const').value

describe('values', () => {
  test.each<[text: string, node: Record<string, unknown>]>([
    ['-5', { kind: 'number', value: -5 }],
    ['1e6', { kind: 'number', value: 1_000_000 }],
    ['-1.5e-3', { kind: 'number', value: -0.0015 }],
    ['1_000.5', { kind: 'number', value: 1000.5 }],
    ['-2.5%', { kind: 'percent', value: -2.5 }],
    ['1h30m', { kind: 'duration', ms: 5_400_000 }],
    ['500ms', { kind: 'duration', ms: 500 }],
    ['2w', { kind: 'duration', ms: 1_209_600_000 }],
    ['20GiB', { kind: 'size', bytes: 21_474_836_480 }],
    ['1.5kB', { kind: 'size', bytes: 1500 }],
    ['true', { kind: 'boolean', value: true }],
    ['none', { kind: 'none' }],
    ['2026-01-05T09:00', { kind: 'datetime', text: '2026-01-05T09:00' }],
    ['@vp_eng', { kind: 'handle', name: 'vp_eng' }],
    ['level', { kind: 'ref', name: 'level' }],
    ['größe', { kind: 'ref', name: 'größe' }],
    ['gro\u0308ße', { kind: 'ref', name: 'größe' }],
    ['label["k8s.io/app"]', { kind: 'path', segments: ['label', 'k8s.io/app'] }],
    ['host.body.items[0].to', { kind: 'path', segments: ['host', 'body', 'items', 0, 'to'] }],
    ['标签.主机', { kind: 'path', segments: ['标签', '主机'] }],
    ['[1, "a"]', { kind: 'list', items: [{ kind: 'number' }, { kind: 'text' }] }],
    ['{ a: 1, "b c": 2 rule: 3 }', { kind: 'map', entries: [{ key: 'a' }, { key: 'b c' }, { key: 'rule' }] }],
    ['age(label.x, 2)', { kind: 'call', name: { text: 'age' }, args: [{ kind: 'path' }, { kind: 'number' }] }],
  ])('%s', (text, node) => {
    expect(valueOf(text)).toMatchObject(node)
  })

  test.each<[text: string, kinds: string]>([
    ['5 -3', 'number - number'],
    ['5-3', 'number - number'],
    ['free -3', 'ref - number'],
    ['level -3', 'ref - number'],
    ['metadata.free -3', 'path - number'],
    ['f() -3', 'call - number'],
    ['5 - -3', 'number - number'],
    ['5 + -3', 'number + number'],
  ])('a sign after a value subtracts: %s', (text, kinds) => {
    const value = valueOf(text)
    expect(value.kind === 'sum' && `${value.left.kind} ${value.op} ${value.right.kind}`).toBe(kinds)
  })
  test.each(['[-3]', '{ a: -3 }', 'f(-3)'])('a sign before a number is its own: %s', (text) => {
    expect(JSON.stringify(valueOf(text))).toContain('"value":-3')
  })
})

describe('texts', () => {
  const textOf = (source: string) => {
    const value = valueOf(source)
    if (value.kind !== 'text') throw new Error('no text')
    return value.parts
  }
  test('escapes', () => {
    expect(textOf('"a\\n\\"b\\" \\\\ \\{{ \\u00e9 \\u{1F600}"')).toMatchObject([{ text: 'a\n"b" \\ {{ é 😀' }])
  })
  test('a block loses the indentation of its lines and its first and last line break', () => {
    expect(textOf('"""\n    one\n      two\n\n    three\n    """')).toMatchObject([{ text: 'one\n  two\n\nthree' }])
  })
  test('holes stand at their place in the file', () => {
    const source = '"a {{ alert.name | default(\'none\') | upper }} b"'
    const [before, hole, after] = textOf(source)
    expect(before).toMatchObject({ kind: 'characters', text: 'a ' })
    expect(after).toMatchObject({ kind: 'characters', text: ' b' })
    if (hole?.kind !== 'hole') throw new Error('no hole')
    const written = (at: { start: number; end: number }) => `const x = ${source}`.slice(at.start, at.end)
    expect(written(hole.at)).toBe("{{ alert.name | default('none') | upper }}")
    expect(written(hole.value.at)).toBe('alert.name')
    expect(hole.filters.map((filter) => [filter.name.text, written(filter.at)])).toEqual([
      ['default', "default('none')"],
      ['upper', 'upper'],
    ])
    expect(hole.filters[0]?.args).toMatchObject([{ kind: 'text', parts: [{ text: 'none' }] }])
  })
  test('a hole in a block, on its third line', () => {
    const source = '"""\n  a\n  b {{age(alert.started_at)}}\n"""'
    const hole = textOf(source).find((part) => part.kind === 'hole')
    expect(hole?.kind === 'hole' && `const x = ${source}`.slice(hole.value.at.start, hole.value.at.end)).toBe(
      'age(alert.started_at)',
    )
  })
  test('quotes of an outer text, escaped, are read too', () => {
    expect(textOf('"{{ label.a | default(\\"x\\") }}"')).toMatchObject([
      { filters: [{ args: [{ kind: 'text', parts: [{ text: 'x' }] }] }] },
    ])
  })
})

describe('conditions', () => {
  const condition = (text: string) => {
    const item = only(`rule "r" { when ${text} then { end } }`, 'rule').items[0]
    if (item?.kind !== 'when') throw new Error('no when')
    return item.condition
  }
  test('a row of `and` is one node, and binds tighter than `or`', () => {
    expect(condition('a.a and b.b and c.c or not d.d')).toMatchObject({
      kind: 'or',
      parts: [
        { kind: 'and', parts: [{}, {}, {}] },
        { kind: 'not', sugar: false },
      ],
    })
  })
  test.each([
    ['label.a not in ["x"]', 'in'],
    ['label.a not contains "x"', 'contains'],
    ['label.a not matches /x/i', 'matches'],
  ])('%s is sugar', (text, kind) => {
    expect(condition(text)).toMatchObject({ kind: 'not', sugar: true, of: { kind } })
  })
  test('`starts with` may be broken over lines', () => {
    expect(condition('label.a starts # here\n with "x"')).toMatchObject({ kind: 'starts with' })
  })
  test('count and distinct', () => {
    expect(condition('distinct label.pod of (label.a == "b") >= 3 within 5m by label.c, label.d')).toMatchObject({
      kind: 'distinct',
      op: '>=',
      bound: { value: 3 },
      within: { ms: 300_000 },
      by: [{}, {}],
    })
  })
})

test('notes: `##` lines directly above belong to what follows', () => {
  const rule = only(
    '## one\n## two\nrule "r" { # no\n  then {\n    ## why\n    end ok ## not this\n    sleep 1s\n  } }',
    'rule',
  )
  expect(rule.doc).toBe('one\ntwo')
  const [then] = rule.items
  expect(then?.kind === 'then' && then.block.steps.map((step) => step.doc)).toEqual(['why', null])
  expect(only('## far\n\nconst a = 1', 'const').doc).toBeNull()
})

test('the additions of the language read (D20, D55)', () => {
  const { problems, declarations } = parse(
    `connection pager = twilio_voice { from: "+1" }
inhibit rack { source (alert.name == "RackDown") mutes (alert.name == "HostDown") by label.rack }
rule "r" {
  group by label.a within 10m wait 30s every 5m repeat 1h
  then { wait for ack up to 5m expires 1h approve by @a up to 5m with { quorum: 2, exclude_requester: true } }
}
test "t" {
  at 2026-03-02T03:10 in "UTC"
  given silence (label.a == "b") for 2h
  given incident of "r"
  given alert { name: "x" }
  expect throttled
  expect not deduped
  expect inhibited
  expect muted
}
`,
    'a.rule',
  )
  expect(problems).toEqual([])
  expect(declarations.map((one) => one.kind)).toEqual(['connection', 'inhibit', 'rule', 'test'])
})
