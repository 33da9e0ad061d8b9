import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import { segmentsOf } from '../../../dsl/graph/segments.ts'
import { toGraph } from '../../../dsl/graph/to-graph.ts'
import { allSteps } from '../../../dsl/model/plan-steps.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { shipped } from '../service/shipped.ts'
import { graphHolds, hold } from './held.ts'

describe('text to graph and back', () => {
  test.each([...shipped])('%s', (_path, text) => {
    const graph = hold(text)
    expect(graph.broken).toEqual([])
  })
  test.each(['file', 'decl', 'rule', 'playbook', 'step'])(
    '%s that the grammar makes, with comments everywhere',
    (start) => {
      fc.assert(graphHolds(start), { numRuns: start === 'file' ? 200 : 500 })
    },
  )
  test('of torn files: what reads is there', () => {
    const torn = fc
      .tuple(fc.constantFrom(...shipped.values()), fc.nat(), fc.nat(40), fc.constantFrom('', '{', '}', '"', '=', '\n'))
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1)
        return text.slice(0, from) + put + text.slice(from + length)
      })
    fc.assert(
      fc.property(torn, (text) => void hold(text)),
      { numRuns: 300 },
    )
  })
  test.each<[string, (text: string) => string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['tabs', (text) => text.replaceAll('  ', '\t')],
    ['no final line break', (text) => text.trimEnd()],
    ['a byte order mark', (text) => `\uFEFF${text}`],
  ])('%s', (_what, change) => {
    for (const text of shipped.values()) hold(change(text))
  })
})

test('steps have the ids that plans give them', () => {
  let compared = 0
  for (const [path, text] of shipped) {
    if (!path.startsWith('rules/')) continue
    const files = [...shipped].filter(([other]) => other.startsWith('rules/')).map(([other, all]) => parse(all, other))
    const plans = compile(files, 'v').plans.filter((plan) => plan.rule.file === path)
    const { frames } = toGraph(parse(text, path))
    for (const plan of plans) {
      const frame = frames.find(({ name }) => name === plan.rule.name)
      const ids = frame?.nodes.filter(({ lane }) => lane !== null).map(({ id }) => id)
      expect(ids?.toSorted()).toEqual(
        allSteps(plan)
          .map(({ id }) => id)
          .toSorted(),
      )
      compared += ids?.length ?? 0
    }
  }
  expect(compared).toBeGreaterThan(20)
})

test('every byte is of the innermost statement around it, and of comments those they are notes of', () => {
  for (const [, text] of shipped) {
    const graph = toGraph(parse(text, 'a.rule'))
    for (const { at, frame, node } of segmentsOf(graph)) {
      const spans = graph.frames.flatMap((one) =>
        [{ id: null as string | null, at: one.at, notes: one.notes }, ...one.nodes].flatMap((part) =>
          [part.at, ...part.notes.map((note) => note.at)].map((span) => ({ frame: one.id, node: part.id, span })),
        ),
      )
      const around = spans
        .filter(({ span }) => span.start <= at.start && at.end <= span.end)
        .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
      const lane = graph.frames.some(({ lanes }) =>
        lanes.some(({ notes }) => notes.some((note) => note.at.start === at.start)),
      )
      if (!lane) expect({ frame, node }).toEqual({ frame: around[0]?.frame ?? null, node: around[0]?.node ?? null })
    }
  }
})
