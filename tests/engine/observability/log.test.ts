import { expect, test } from 'vitest'
import { createLog } from '../../../engine/observability/log.ts'
import { readableLog } from '../../../engine/observability/readable-log.ts'

function readable(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  const to = {
    write: (line: string) => {
      text += line
    },
  }
  write(createLog('info', readableLog(to, false)))
  return text
}

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(
    createLog('info', {
      write: (line: string) => {
        text += line
      },
    }),
  )
  return text
}

test.each<[what: string, write: Parameters<typeof written>[0]]>([
  ['a secret member', (log) => log.info({ password: 'hunter22' }, 'x')],
  ['a secret member deeper down', (log) => log.info({ request: { headers: { authorization: 'hunter22' } } }, 'x')],
  ['settings of a connection', (log) => log.info({ connection: { config: { url: 'hunter22' } } }, 'x')],
  ['a URL in the message', (log) => log.info('cannot reach postgres://tocsin:hunter22@db/tocsin')],
  ['a URL in an error', (log) => log.error({ err: new Error('mysql://root:hunter22@db failed') }, 'x')],
  [
    'members of an error',
    (log) => log.error({ err: Object.assign(new Error('no'), { parameters: ['hunter22'], sql: 'hunter22' }) }, 'x'),
  ],
  [
    'the cause of an error',
    (log) => log.error({ err: new Error('no', { cause: new Error('redis://:hunter22@cache') }) }, 'x'),
  ],
])('%s is not written', (_what, write) => {
  const text = written(write)
  expect(text).toContain('"level"')
  expect(text).not.toContain('hunter22')
  expect(readable(write)).not.toContain('hunter22')
})

test('what happened is written', () => {
  expect(written((log) => log.error({ err: new Error('disk full'), run: 'run_1' }, 'cannot go on'))).toMatch(
    /disk full.*run_1.*cannot go on/,
  )
})

test('for people: time, level, message and fields on one line, the stack below', () => {
  const line = readable((log) => log.warn({ run: 'run_1', count: 2 }, 'late'))
  expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} warn {2}late run="run_1" count=2\n$/)
  expect(readable((log) => log.error({ err: new Error('disk full') }, 'no'))).toMatch(
    / error no .*disk full.*\n {4}Error: disk full\n {4} +at /,
  )
})

test('a text from outside cannot steer the terminal', () => {
  const line = readable((log) => log.info({ title: '\u001b[2J\u009b2J' }, 'got \u001b[2J'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  expect(line).not.toMatch(/[\u001b\u009b]/)
})
test('nor show its line in another order', () =>
  expect(readable((log) => log.info({ title: 'a\u202etxt.exe' }, 'got \u2067b'))).toMatch(
    / got b title="atxt\.exe"\n$/,
  ))
