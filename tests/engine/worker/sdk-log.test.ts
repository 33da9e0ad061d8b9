import { expect, test } from 'vitest'
import { DeliveryError, toFailure } from '../../../activities/failure.ts'
import { createLog } from '../../../engine/observability/log.ts'
import { readableLog } from '../../../engine/observability/readable-log.ts'
import { type SdkEntry, writeSdkEntry } from '../../../engine/worker/sdk-log.ts'

function lines(entry: SdkEntry): { readonly json: string; readonly people: string } {
  const written = { json: '', people: '' }
  const to = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text
    },
  })
  writeSdkEntry(createLog('info', to('json')), entry)
  writeSdkEntry(createLog('info', readableLog(to('people'), false)), entry)
  return written
}
/** As `Activity failed` comes from the SDK. */
const failed = (error: unknown): SdkEntry => ({
  ...{ level: 'WARN', message: 'Activity failed' },
  meta: {
    ...{ isLocal: false, attempt: 2, namespace: 'default', taskToken: 'CiRhYmNkZWY', taskQueue: 'tocsin' },
    ...{ workflowId: 'default/disk-1a2b3c/inc_1', workflowRunId: 'r', workflowType: 'playbook', durationMs: 12 },
    ...{ activityId: 'then.0', activityType: 'notify', sdkComponent: 'worker', error },
  },
})

test('one line with the run, the step, the attempt and the reason; no token and no stack', () => {
  const failure = toFailure(new DeliveryError('Not delivered. @kim via mail: refused', 'later'))
  const { people, json } = lines(failed(failure))
  expect(people.trimEnd().split('\n')).toHaveLength(1)
  expect(people).toContain('Activity failed: DeliveryError: Not delivered. @kim via mail: refused')
  for (const part of ['default/disk-1a2b3c/inc_1', 'then.0', 'notify', 'attempt="2"']) expect(people).toContain(part)
  for (const text of [people, json]) expect(text).not.toMatch(/CiRhYmNkZWY|at .*\.ts/u)
})
test.each<[what: string, error: unknown, said: string]>([
  [
    'of several',
    new AggregateError([new Error('refused by a'), new Error('refused by b')]),
    'refused by a; Error: ref',
  ],
  ['with a code only', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 'Error: ECONNREFUSED'],
  ['that says nothing', new Error(''), 'Error: without a message'],
  ['that is none', 'boom', 'failed: boom'],
])('an error %s is named', (_what, error, said) => expect(lines(failed(error)).people).toContain(said))
test('credentials in the reason are not written', () => {
  const { people, json } = lines(failed(new Error('cannot reach postgres://tocsin:hunter22@db/tocsin')))
  for (const text of [people, json]) expect(text).not.toContain('hunter22')
})
test('an error of the SDK itself stays an error', () => {
  expect(lines({ level: 'ERROR', message: 'Worker failed', meta: { error: new Error('gone') } }).people).toMatch(
    / error Worker failed: Error: gone\n$/u,
  )
})
