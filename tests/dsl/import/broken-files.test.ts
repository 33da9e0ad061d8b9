/** Whatever is in the file, an import answers with rules that check, or with a line and a sentence. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { NotImportable } from '../../../dsl/import/notes.ts'
import { VerbFailed } from '../../../engine/cli/verb.ts'
import { importText, names, textOf } from './configurations.ts'

/** More in a longer run. */
const runs = Number(process.env.TOCSIN_FUZZ_RUNS ?? 250)

/** How it ended; throws for an end that no person could act on. */
function outcomeOf(yaml: string, language = false): 'imported' | 'refused' {
  const lines = yaml.split(/\r\n|\r|\n/u).length
  try {
    expect(importText(yaml, { language }).problems).toEqual([])
    return 'imported'
  } catch (error) {
    const place =
      error instanceof NotImportable
        ? error.line
        : error instanceof VerbFailed
          ? Number(/^alertmanager\.yml:(\d+): ./u.exec(error.message)?.[1])
          : null
    if (place === null) throw error
    expect(place).toBeGreaterThanOrEqual(1)
    expect(place).toBeLessThanOrEqual(lines)
    return 'refused'
  }
}

const texts = names.map(textOf)
const piece = fc.constantFrom(
  ...['- ', ': ', '{', '}', '[', ']', '*x', '&x ', '<<: ', '"', "'", '|\n', '>-\n', '\t', '#', '---\n', '!!binary '],
  ...[
    'route:',
    'routes:',
    'receivers:',
    'matchers:',
    'null',
    '...',
    '\0',
    '\u2028',
    '\ufeff',
    '🙂',
    '\ud800',
    '%YAML 1.1\n',
  ],
)
/** A file of the fixtures in which a stretch was cut, doubled or replaced, a few times. */
const damaged = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.oneof(piece, fc.constant(null))), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, cuts]) =>
    cuts.reduce((whole, [where, length, put]) => {
      const from = Math.floor(where * whole.length)
      const cut = whole.slice(from, from + length)
      return `${whole.slice(0, from)}${put ?? cut + cut}${whole.slice(from + length)}`
    }, text),
  )

/** The words of a configuration with values of any form. */
const words = [
  ...['global', 'route', 'routes', 'receivers', 'receiver', 'name', 'matchers', 'match', 'match_re', 'continue'],
  ...['group_by', 'group_wait', 'group_interval', 'repeat_interval', 'mute_time_intervals', 'active_time_intervals'],
  ...['time_intervals', 'inhibit_rules', 'source_matchers', 'target_matchers', 'equal', 'templates', 'slack_configs'],
  ...['email_configs', 'webhook_configs', 'http_config', 'channel', 'to', 'url', 'times', 'weekdays', 'location'],
]
const scalar = fc.oneof(
  fc.constantFrom(
    'a',
    'r',
    '',
    '5m',
    '...',
    'a="b"',
    'a=~"("',
    'a=~"x|y"',
    'monday:friday',
    '22:00',
    'UTC',
    null,
    true,
    7,
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
)
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 5 }),
  ),
})).value
const shaped = fc
  .record({
    route: fc.dictionary(fc.constantFrom(...words), anyValue, { maxKeys: 4 }).map((of) => ({ receiver: 'r', ...of })),
    receivers: fc.oneof({ weight: 4, arbitrary: fc.constant([{ name: 'r' }]) }, anyValue),
    rest: fc.dictionary(fc.constantFrom(...words), anyValue, { maxKeys: 2 }),
  })
  .map(({ rest, ...own }) => stringify({ ...rest, ...own }))

describe('never crashes, and its error has a line of the file', () => {
  test.each([
    ['random bytes', fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes))],
    [
      'random signs of YAML',
      fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 40 }).map((all) => all.join('')),
    ],
    ['damaged configurations', damaged],
    ['words of a configuration in any shape', shaped],
  ] as const)('%s', { timeout: 600_000 }, (_, files) => {
    const ends = { imported: 0, refused: 0 }
    fc.assert(
      fc.property(files, fc.boolean(), (yaml, language) => {
        ends[outcomeOf(yaml, language)] += 1
      }),
      { numRuns: runs },
    )
    expect(ends.refused).toBeGreaterThan(0)
    // Those that are close to a configuration reach past the reader of YAML.
    expect(ends.imported > 0).toBe(files === damaged || files === shaped)
  })
  test('a configuration that is cut off anywhere', { timeout: 120_000 }, () => {
    const text = textOf('simple')
    const ends = Array.from({ length: text.length / 7 }, (_, index) => outcomeOf(text.slice(0, index * 7)))
    expect(new Set(ends)).toEqual(new Set(['refused', 'imported']))
  })
  test.each([
    [
      'aliases of aliases',
      `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}`,
    ],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['ten thousand closed brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['ten thousand maps', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'ten thousand routes within each other',
      `route: ${'{ receiver: a, routes: ['.repeat(5_000)}${']}'.repeat(5_000)}`,
    ],
  ])('%s', (_, yaml) => {
    expect(outcomeOf(yaml)).toBe('refused')
  })
})
