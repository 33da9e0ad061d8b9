/** A rule as people write it, through parser and compiler into a real workflow: what evaluates it must run in the sandbox. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '../../dsl/compile/index.ts'
import type { ReadResult } from '../../dsl/model/activity.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { alertFacts } from '../dsl/compile/made.ts'
import { FakeActivities } from './fake-activities.ts'
import { openStage, type Stage, tell } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const rule = `edition 1
rule "Disk" {
  on alert
  then {
    set host = label.host
    if alert.name matches /^Disk.*Full$/i and during (every day 00:00..24:00 in "Europe/London") {
      run restart_service with { service_name: "cleaner", server: host } as job
        verify (alert.status == "resolved") within 10m
    } else {
      end failed "not for me"
    }
    notify @storage with { title: "{{host | upper}}: {{job.exit_code}}" }
    end ok "cleaned {{host}}"
  }
}
`

test('regular expressions, time zones, templates and live facts work inside a run', async () => {
  const { declarations } = parse(rule, 'disk.rule')
  const [plan] = compile([{ file: 'disk.rule', declarations }], 'ruleset_1').plans
  if (!plan) throw new Error('nothing was compiled')
  const alert = alertFacts({ name: 'diskAlmostFull', labels: { host: 'web1' } })
  const live: ReadResult = {
    alert,
    incident: { id: 'inc_1', count: 1, alerts: [alert], url: 'http://127.0.0.1:8000/incidents/inc_1' },
    run: null,
    acknowledged: false,
    resolved: false,
  }
  const fakes = new FakeActivities({ readIncident: async () => live })
  await stage.play(plan, fakes, async (handle) => {
    await fakes.waits('job')
    await tell(handle, { id: 'e1', at: 0, kind: 'resolved' })
    await tell(handle, { id: 'e2', at: 0, kind: 'watch', watch: 'job' })
    expect(await handle.result()).toEqual({ outcome: 'succeeded', message: 'cleaned web1' })
  })
  expect(fakes.inputs('runRemediation')).toMatchObject([{ parameters: { service_name: 'cleaner', server: 'web1' } }])
  expect(fakes.inputs('notify')).toMatchObject([
    { after_resolve: true, message: { names: { host: 'web1', job: { exit_code: 0 } } } },
  ])
})
