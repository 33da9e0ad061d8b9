/** Settings of receivers that can't be carried as they stand: Go templates, a value beside a file with it. */
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { facts } from '../compile/made.ts'
import { importText, plansOf } from './configurations.ts'

const receiver = (configs: string, global = '') =>
  importText(`global: { smtp_smarthost: 'mail:25', smtp_from: a@b.c${global} }
route: { receiver: r }
receivers:
  - name: r
    ${configs}
`)
const stepsOf = (configs: string) =>
  receiver(configs)
    .text.split('\n')
    .filter((line) => line.trim().startsWith('notify '))
    .map((line) => line.trim().replace(/ via .*/u, ''))

describe('a Go template in the address of a mail', () => {
  test.each([
    ['{{ .CommonLabels.team }}@example.org', ['notify "{{label.team}}@example.org"']],
    [
      '{{.GroupLabels.team}}@{{- .CommonLabels.site -}}.org, x@y.z',
      ['notify "{{label.team}}@{{label.site}}.org", "x@y.z"'],
    ],
    ['Team <{{ .GroupLabels.team }}@example.org>', ['notify "{{label.team}}@example.org"']],
    ['{{ template "to" . }}', ['notify @admin']],
    ['{{ reReplaceAll "a" "b,c" .CommonLabels.to }}, x@y.z', ['notify @admin, "x@y.z"']],
    ['{{ .CommonLabels.team }@example.org', ['notify @admin']],
  ])('%s', (to, steps) => {
    const configs = `email_configs: [{ to: '${to}' }]`
    expect(stepsOf(configs)).toEqual(steps)
    const { notes, problems } = receiver(configs)
    expect(problems).toEqual([])
    const [note, ...more] = notes.filter(({ what }) => what.includes('Go template'))
    expect(more).toEqual([])
    expect(note).toMatchObject({
      ...{ line: 5, path: 'receivers[0].email_configs[0].to' },
      kind: steps[0]?.includes('@admin') ? 'not moved' : 'changed',
    })
  })
  test('is read of the alert', () => {
    const [plan] = plansOf(receiver("email_configs: [{ to: '{{ .CommonLabels.team }}@example.org' }]"))
    expect(JSON.stringify(plan?.steps[0])).toContain('["team"]')
  })
})

test('a Go template in a connection is told with its line, and no setting holds it', () => {
  const { notes, variables, text } = receiver(
    "email_configs: [{ to: x@y.z, from: '{{ .GroupLabels.env }}@example.org' }]\n    webhook_configs: [{ url: 'https://x/{{ .GroupLabels.env }}' }]",
  )
  expect(notes.filter(({ what }) => what.includes('Go template')).map(({ line, what }) => `${line} ${what}`)).toEqual([
    '5 from of email_configs of "r": a Go template, and a connection has one value for all alerts',
    '6 url of webhook_configs of "r": a Go template, and a connection has one value for all alerts',
  ])
  expect(JSON.stringify([variables, text])).not.toContain('GroupLabels')
  expect(variables).toContainEqual({ name: 'TOCSIN_CONN_WEBHOOK_R_URL', value: null, line: 6 })
})

describe('a value and a file with it', () => {
  const set = (configs: string, global = '') =>
    receiver(configs, global)
      .variables.filter(({ name }) => /URL|PASSWORD/u.test(name))
      .map(({ name, value }) => `${name.replace(/.*?_(?=URL|PASSWORD)/u, '')}=${value}`)
  test.each([
    ['slack_configs: [{ api_url_file: /own }]', ", slack_api_url: 'https://x'", ['URL_FILE=/own']],
    ["slack_configs: [{ api_url: 'https://y' }]", ', slack_api_url_file: /all', ['URL=null']],
    ['slack_configs: [{ channel: c }]', ', slack_api_url_file: /all', ['URL_FILE=/all']],
    ['slack_configs: [{ channel: c }]', ", slack_api_url: 'https://x'", ['URL=null']],
    ['email_configs: [{ to: a@b.c, auth_password_file: /own }]', ', smtp_auth_password: x', ['PASSWORD_FILE=/own']],
    ['email_configs: [{ to: a@b.c, auth_password_file: /own, auth_password: x }]', '', ['PASSWORD_FILE=/own']],
  ])('%s%s', (configs, global, wanted) => expect(set(configs, global)).toEqual(wanted))
  test.each([
    ["slack_configs: [{ api_url: 'https://y', api_url_file: /own }]", ''],
    ['slack_configs: [{ channel: c }]', ", slack_api_url: 'https://x', slack_api_url_file: /all"],
    ['opsgenie_configs: [{ api_key: k, api_key_file: /own }]', ''],
  ])('%s%s is refused, as Alertmanager does', (configs, global) =>
    expect(() => receiver(configs, global)).toThrow(/ has both /u),
  )
})

test('what to write for dates that no window can say checks clean, and mutes on them alone', () => {
  const { text, notes } = importText(`route:
  receiver: r
  routes: [{ receiver: r, matchers: [a="1"], mute_time_intervals: [Yule Days] }]
receivers: [{ name: r }]
time_intervals:
  - name: Yule Days
    time_intervals: [{ days_of_month: ['25:26'], months: [december], years: ['2026'], location: Europe/London }]
`)
  const remedy = notes.find(({ path }) => path.startsWith('time_intervals'))?.remedy ?? ''
  const [window = '', suppress = ''] = [...remedy.matchAll(/`([^`]+)`/gu)].map(([, code]) => code)
  const mended = `${text.replace('  group by', `  ${suppress}\n  group by`)}\n${window}\n`
  const parsed = [parse(mended, 'a.rule')]
  expect(check(parsed, {})).toEqual([])
  const [plan] = plansOf({ ...importText('route: { receiver: r }\nreceivers: [{ name: r }]'), text: mended })
  const isMuted = (now: string) =>
    plan?.suppress.some((condition) => evaluate(condition, facts({}, { now: Date.parse(now) })))
  expect(
    ['2026-12-24T23:59:00Z', '2026-12-25T00:00:00Z', '2026-12-26T23:59:00Z', '2026-12-27T00:00:00Z'].map(isMuted),
  ).toEqual([false, true, true, false])
})
