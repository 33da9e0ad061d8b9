/** Steps that loading still refuses, in a real workflow: the mind does them, and what no activity does is refused in words. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '../../dsl/compile/index.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { FakeActivities } from './fake-activities.ts'
import { openStage, type Stage, tell } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

function planOf(text: string): Plan {
  const { declarations, problems } = parse(`edition 1\n${text}`, 'a.rule')
  const [plan] = compile([{ file: 'a.rule', declarations }], 'ruleset_1').plans
  if (!plan || problems.length > 0) throw new Error('nothing was compiled')
  return plan
}
const stepsDone = (fakes: FakeActivities) =>
  [...fakes.steps.values()].filter(({ status }) => status === 'succeeded').map(({ id }) => id)

test('loops, branches, playbooks, waits for conditions and rollbacks are done by the run itself', async () => {
  const plan = planOf(`
    playbook clean(host: string) { run clean_host with { host: host } set said = "cleaned {{host}}" }
    rule "R" {
      then {
        set hosts = ["a", "b"]
        for each host in hosts max 5 items, 2 at once { call clean(host: host) as result }
        parallel wait any {
          branch "quick" { set won = "quick" }
          branch "slow" { sleep 365d }
        }
        set n = 0
        repeat up to 5 times until (n >= 2) { set n = n + 1 }
        run grow rollback { run shrink }
        wait until (alert.status == "resolved") up to 1h as gone
        end failed "{{won}} {{n}} {{gone.outcome}}"
      }
    }`)
  const fakes = new FakeActivities()
  await stage.play(plan, fakes, async (handle) => {
    await fakes.waits('gone')
    await tell(handle, { id: 'e1', at: 0, kind: 'watch', watch: 'gone' })
    await expect(handle.result()).rejects.toMatchObject({ cause: { message: 'quick 2 holds' } })
  })
  const repaired = fakes.inputs('runRemediation').map(({ name, parameters }) => [name, parameters])
  expect(repaired).toEqual([
    ['clean_host', { host: 'a' }],
    ['clean_host', { host: 'b' }],
    ['grow', {}],
    ['shrink', {}],
  ])
  expect(stepsDone(fakes)).toEqual(expect.arrayContaining(['result#1', 'result#2', 'clean:then.0@result#2', 'gone']))
  expect(fakes.steps.get('then.2.branch1.0')?.status).toBe('cancelled')
})

test('a request is refused in words, and the rule can handle that', async () => {
  const plan = planOf(`
    rule "R" { then { http GET "https://x.example" on error { end ok "{{error.code}}: {{error.message}}" } } }`)
  const fakes = new FakeActivities()
  await stage.play(plan, fakes, async (handle) => {
    expect(await handle.result()).toEqual({
      outcome: 'succeeded',
      message: 'not-executed: http is known, but not executed by this version.',
    })
  })
})
