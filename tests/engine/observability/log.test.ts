import { expect, test } from 'vitest'
import { createLog } from '../../../engine/observability/log.ts'

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
})

test('what happened is written', () => {
  expect(written((log) => log.error({ err: new Error('disk full'), run: 'run_1' }, 'cannot go on'))).toMatch(
    /disk full.*run_1.*cannot go on/,
  )
})
