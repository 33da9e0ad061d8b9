import { expect, test } from 'vitest'
import { parse } from '../../../dsl/syntax/parse.ts'

/** The holes of the text, as what stands in them. */
function holesOf(text: string) {
  const { declarations, problems } = parse(`template t = ${text}`, 'a.rule')
  expect(problems).toEqual([])
  const [declared] = declarations
  if (declared?.kind !== 'template') expect.unreachable()
  return declared.text.parts.flatMap((part) => (part.kind === 'hole' ? [part] : []))
}

test.each<[text: string, segments: readonly (string | number)[]]>([
  [`"{{label['a/b']}}"`, ['label', 'a/b']],
  [`"{{ label['k8s.io/app'] | upper }}"`, ['label', 'k8s.io/app']],
  [`"{{host.body['a b'][0].c}}"`, ['host', 'body', 'a b', 0, 'c']],
  [`"{{label[\\"a/b\\"]}}"`, ['label', 'a/b']],
  [`"""\n  {{label["a/b"]}}\n  """`, ['label', 'a/b']],
  [`"{{label['it\\'s']}}"`, ['label', "it's"]],
  [`"{{alert.name}}"`, ['alert', 'name']],
])('%s is a path', (text, segments) => {
  const [hole] = holesOf(text)
  expect(hole?.value).toMatchObject({ kind: 'path', segments })
})

test('a path with brackets may be a value of a function, and stands at its place', () => {
  const text = `"{{truncate(label['a/b'], 5)}} {{alert.name | default(label['c d'])}}"`
  const [first, second] = holesOf(text)
  expect(first?.value).toMatchObject({
    kind: 'call',
    args: [{ kind: 'path', segments: ['label', 'a/b'] }, { value: 5 }],
  })
  expect(second?.filters[0]?.args).toMatchObject([{ kind: 'path', segments: ['label', 'c d'] }])
  const path = second?.filters[0]?.args[0]?.at ?? expect.unreachable()
  expect(`template t = ${text}`.slice(path.start, path.end)).toBe("label['c d']")
})

test('a text inside a hole that looks like such a path is a text', () => {
  const [hole] = holesOf(`"{{alert.name | default('see label[0].x')}}"`)
  expect(hole?.filters[0]?.args).toMatchObject([{ kind: 'text', parts: [{ text: 'see label[0].x' }] }])
})
