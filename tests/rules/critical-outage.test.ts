/** The starter rule for critical alerts while the mail server is away: what is to come still comes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../../dsl/compile/index.ts'
import { renderText } from '../../dsl/compile/value-of.ts'
import { pageText } from '../../dsl/model/page-text.ts'
import { allSteps } from '../../dsl/model/plan-steps.ts'
import { messageRetry } from '../../dsl/model/retry.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { alertFacts, live } from '../activities/fake-engine.ts'
import { Play, sent } from '../dsl/run/play.ts'

const file = 'critical.rule'
const text = readFileSync(join(import.meta.dirname, '../../rules/starter', file), 'utf8')
const [plan] = compile([parse(text, file)], 'test').plans
if (!plan) throw new Error(`${file} holds no rule`)

/** Every attempt of the step that is open fails for now; answers how long that took. */
function outage(play: Play, name: 'notify' | 'escalate'): number {
  const began = play.now
  for (let attempt = 0; attempt < messageRetry.times; attempt++) {
    play.fail(name, 'DeliveryError')
    play.elapse()
  }
  play.fail(name, 'DeliveryError')
  return play.now - began
}
/** The inbox takes the word that a page failed. */
function toldInside(play: Play): void {
  expect(play.activity('notify').call.input).toMatchObject({ via: ['inbox'], targets: [{ name: 'admin' }] })
  play.answer('notify', sent('@admin'))
}

describe('while no mail goes out', () => {
  test('a page is tried for over four minutes, then the ladder is climbed all the same', () => {
    const play = new Play(plan)
    expect(outage(play, 'notify')).toBeGreaterThan(4 * 60_000)
    toldInside(play)
    play.elapse('then.1')
    expect(play.activity('escalate').call.input).toMatchObject({ level: 2 })
    outage(play, 'escalate')
    toldInside(play)
    play.elapse()
    expect(play.activity('escalate').call.input).toMatchObject({ level: 3 })
    outage(play, 'escalate')
    toldInside(play)
    play.world({ kind: 'resolved' })
    expect(play.finish()).toMatchObject({ outcome: 'succeeded' })
  })

  test('three minutes of it cost no page', () => {
    const play = new Play(plan)
    const over = play.now + 3 * 60_000
    while (play.now < over) {
      play.fail('notify', 'DeliveryError')
      play.elapse()
    }
    play.answer('notify', sent('@oncall'))
    expect(play.record('then.0')).toMatchObject({ status: 'succeeded' })
  })
})

test('what tells of a failure names the alert in its title, the reason below', () => {
  const error = { code: 'DeliveryError', message: 'Not delivered. @kim via email: Mail server refused', step: 'then.0' }
  const handlers = [...(plan.onError ?? []), ...allSteps(plan).flatMap(({ onError }) => onError ?? [])]
  const said = handlers.flatMap((step) => {
    if (step.kind !== 'notify') return []
    const template = step.using === null ? null : (plan.templates[step.using] ?? null)
    const source = { template, with: step.with, names: {}, meta: {}, error }
    return [pageText(source, live({}, [alertFacts()]), plan.rule.name, 0, renderText)]
  })
  expect(said.length).toBeGreaterThanOrEqual(4)
  for (const { title, body } of said) {
    expect(title).toMatch(/: Disk is full$/)
    expect(title).not.toContain('Not delivered')
    expect(body.trim()).toBe(error.message)
  }
})
