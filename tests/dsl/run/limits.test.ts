/** What an alert says can be long; a run must not stand still for it. */
import { describe, expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import type { ReadResult } from '../../../dsl/model/activity.ts'
import { mostText } from '../../../dsl/model/limits.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { alertFacts } from '../compile/made.ts'
import { Play } from './play.ts'

function planOf(then: string, behind = ''): Plan {
  const { plans } = compile([parse(`rule "r" { then { ${then} } ${behind} }`, 'a.rule')], 'v')
  if (!plans[0]) throw new Error('no plan')
  return plans[0]
}
const read = (blob: unknown): ReadResult => ({
  alert: alertFacts({ metadata: { blob: blob as never } }),
  incident: { id: 'inc_1', count: 1, alerts: [], url: '' },
  run: null,
  acknowledged: false,
  resolved: false,
})

describe('what is too large', () => {
  test('a text is cut, however often it is put together again', () => {
    const growing = 'set a = "{{a}}{{a}}{{a}}{{a}}"'
    const play = new Play(
      planOf(`set a = "{{metadata.blob}}" ${Array(8).fill(growing).join(' ')} set b = a + a sleep 1m`),
    )
    play.answer('readIncident', read('x'.repeat(900_000)))
    const a = play.name('a') as string
    expect([a.length, a.endsWith('x…'), (play.name('b') as string).length]).toEqual([mostText, true, mostText])
    expect(play.awaited()).toHaveLength(1)
  })
  test('a variable makes its step fail, which the rule hears of', () => {
    const play = new Play(planOf('set a = metadata.blob sleep 1m', 'on error { end failed "{{error.code}}" }'))
    play.answer('readIncident', read(['x'.repeat(600_000)]))
    expect(play.finish()).toMatchObject({ outcome: 'failed', message: 'too-large' })
  })
  test('what a message is given makes its step fail before Temporal refuses it', () => {
    const names = Array.from({ length: 20 }, (_, n) => `v${n}`)
    const sets = names.map((name) => `set ${name} = "{{metadata.blob}}"`).join(' ')
    const play = new Play(
      planOf(
        `${sets} notify @a with { body: "${names.map((name) => `{{${name}}}`).join('')}" } on error { end ok "{{error.code}}" }`,
      ),
    )
    for (const _ of names) play.answer('readIncident', read('x'.repeat(60_000)))
    expect(play.finish()).toMatchObject({ outcome: 'succeeded', message: 'too-large' })
  })
})

describe('steps that will not be done', () => {
  test('of arms not taken are skipped at once, of handlers when the step is over', () => {
    const plan = planOf(`
      if 1 == 2 { notify @a } else if 1 == 1 { sleep 1m } else { notify @b }
      wait for ack up to 5m on timeout { escalate @lead }
      wait for resolve up to 1h`)
    const play = new Play(plan)
    const statuses = () =>
      Object.fromEntries([...play.records()].map(([id, { kind, status }]) => [`${kind} ${id}`, status]))
    const [ifNot, , other] =
      plan.steps[0]?.kind === 'if' ? [plan.steps[0].arms[0]?.steps[0]?.id, null, plan.steps[0].otherwise?.[0]?.id] : []
    expect(statuses()).toMatchObject({ [`notify ${ifNot}`]: 'skipped', [`notify ${other}`]: 'skipped' })
    play.elapse()
    play.world({ kind: 'acknowledged', by: '@kim' })
    const escalation = Object.entries(statuses()).find(([name]) => name.startsWith('escalate'))
    expect(escalation?.[1]).toBe('skipped')
    expect(play.shown().status).toBe('waiting')
  })
})
