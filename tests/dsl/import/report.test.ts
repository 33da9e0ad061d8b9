/** What an import writes beside the choice of receivers, and what it says of the rest. */
import { describe, expect, test } from 'vitest'
import { isPair, isSeq, parseDocument, parse as parseYaml, visit } from 'yaml'
import { format } from '../../../dsl/format/index.ts'
import { capabilities } from '../../../dsl/model/capabilities.ts'
import { importText, names, plansOf, textOf } from './configurations.ts'

const config = (route: string, more = '') => `route:\n  receiver: r\n${route}\nreceivers: [{ name: r }]\n${more}`
const told = (yaml: string, language = false) =>
  importText(yaml, { language }).notes.map(({ kind, line, what }) => `${kind} ${line}: ${what}`)

test.each(names)('no secret of %s leaves it', (name) => {
  for (const language of [false, true])
    expect(JSON.stringify(importText(textOf(name), { language }))).not.toContain('hunter22')
})

test('every setting without a counterpart is told with its line', () => {
  const yaml = textOf('integrations')
  const lineOf = (text: string) => yaml.split('\n').findIndex((line) => line.includes(text)) + 1
  const notes = importText(yaml).notes
  for (const text of [
    'resolve_timeout',
    'smtp_hello',
    'title:',
    'max_alerts',
    'proxy_url',
    'headers',
    'description',
    'sigv4',
  ])
    expect(
      notes.filter(({ kind, line }) => kind === 'not moved' && line === lineOf(text)),
      text,
    ).not.toEqual([])
  for (const kind of ['pagerduty', 'opsgenie', 'victorops', 'pushover', 'telegram', 'wechat', 'sns'])
    expect(notes.find(({ what }) => what.includes(`no connection of type ${kind}`))?.line).toBe(
      lineOf(`${kind}_configs`),
    )
  expect(notes.every(({ remedy }) => remedy !== '')).toBe(true)
})

test('connections of the environment, secrets named by their line', () => {
  const { variables } = importText(textOf('integrations'))
  expect(variables.map(({ name, value }) => `${name}=${value ?? '?'}`)).toEqual([
    'TOCSIN_CONN_SLACK_CHAT_TYPE=slack',
    'TOCSIN_CONN_SLACK_CHAT_URL=?',
    'TOCSIN_CONN_SLACK_CHAT_2_TYPE=slack',
    'TOCSIN_CONN_SLACK_CHAT_2_URL=?',
    'TOCSIN_CONN_WEBHOOK_HOOK_TYPE=webhook',
    'TOCSIN_CONN_WEBHOOK_HOOK_URL=?',
    'TOCSIN_CONN_WEBHOOK_HOOK_AUTHORIZATION=?',
    'TOCSIN_CONN_WEBHOOK_HOOK_2_TYPE=webhook',
    'TOCSIN_CONN_WEBHOOK_HOOK_2_URL=?',
    'TOCSIN_CONN_WEBHOOK_HOOK_2_AUTHORIZATION=?',
    'TOCSIN_CONN_MAIL_TYPE=email',
    'TOCSIN_CONN_MAIL_FROM=alerts@example.org',
    'TOCSIN_CONN_MAIL_HOST=mail.example.org',
    'TOCSIN_CONN_MAIL_PORT=587',
    'TOCSIN_CONN_MAIL_TLS=starttls',
    'TOCSIN_CONN_MAIL_USERNAME=alerts',
    'TOCSIN_CONN_MAIL_PASSWORD=?',
    'TOCSIN_CONN_MAIL_2_TYPE=email',
    'TOCSIN_CONN_MAIL_2_FROM=alerts@example.org',
    'TOCSIN_CONN_MAIL_2_HOST=other.example.org',
    'TOCSIN_CONN_MAIL_2_PORT=465',
    'TOCSIN_CONN_MAIL_2_TLS=tls',
    'TOCSIN_CONN_MAIL_2_USERNAME=alerts',
    'TOCSIN_CONN_MAIL_2_PASSWORD=?',
  ])
  expect(variables.flatMap(({ form }) => form ?? [])).toEqual(['Token SECRET', 'Basic and base64 of tocsin:SECRET'])
})

test('the whole language declares the connections and names their secrets', () => {
  const { text, variables } = importText(textOf('simple'), { language: true })
  expect(text).toContain(
    'connection pagerduty_team_x_pager = pagerduty {\n  routing_key: secret.pagerduty_team_x_pager_routing_key\n}',
  )
  expect(text).toContain(
    'inhibit inhibit_1 {\n  source (label.severity == "critical")\n  mutes (label.severity == "warning")\n  by label.alertname, label.cluster, label.service\n}',
  )
  expect(variables.map(({ name }) => name)).toContain('TOCSIN_SECRET_PAGERDUTY_TEAM_X_PAGER_ROUTING_KEY')
})

test('whom a rule tells: each integration, by itself, with or without the end', () => {
  const [plan] = plansOf(importText(textOf('integrations'))).filter(({ rule }) => rule.name === 'mail')
  const steps = plan?.steps ?? []
  const address = (value: string) => ({ kind: 'address', address: { kind: 'literal', value } })
  expect(steps.map(({ kind }) => kind)).toEqual(['notify', 'notify', 'wait'])
  expect(steps).toMatchObject([
    { targets: [address('a@example.org'), address('b@example.org')], via: ['mail'], with: {}, onError: [{}] },
    { targets: [address('c@example.org')], via: ['mail_2'], with: { resolve: { value: false } }, onError: [{}] },
    { for: 'resolve' },
  ])
})

describe('what this build does not execute', () => {
  test('is left out and told, by the list of what it executes', () => {
    const yaml = textOf('group-inheritance')
    for (const [word, key] of [
      ['every', 'group_interval'],
      ['repeat', 'repeat_interval'],
    ] as const) {
      const executed = (capabilities.groupOptions as readonly string[]).includes(word)
      const groups = importText(yaml)
        .text.split('\n')
        .filter((line) => line.trim().startsWith('group by'))
      expect(groups.some((line) => line.includes(` ${word} `))).toBe(executed)
      expect(told(yaml).some((line) => line.startsWith('not executed') && line.includes(key))).toBe(!executed)
    }
    const inhibits = (capabilities.declarations as readonly string[]).includes('inhibit')
    expect(told(textOf('inhibition')).filter((line) => line.includes('inhibit rule'))).toHaveLength(inhibits ? 0 : 2)
  })
  test('stands in the whole language', () => {
    expect(importText(textOf('group-inheritance'), { language: true }).text).toContain(
      'group by alert.fingerprint wait 10s every 1m repeat 1d',
    )
  })
})

describe('time intervals', () => {
  const { text, notes } = importText(textOf('time-intervals'))
  const itemsOf = (rule: string) =>
    text
      .split('\n\n')
      .find((block) => block.includes(`rule "${rule}"`))
      ?.split('\n')
      .filter((line) => line.includes('suppress'))
      .map((line) => line.trim())
  test('mute while they last, or while they do not', () => {
    expect(itemsOf('a')).toEqual(['suppress when during nights', 'suppress when during ever'])
    expect(itemsOf('d')).toEqual(['suppress when not (during two_zones or during two_zones_2)'])
  })
  test('of which a part cannot be said never mute more', () => {
    expect(itemsOf('b')).toEqual([])
    expect(itemsOf('c')).toEqual(['suppress when during partly'])
  })
  test('which a route names and which are missing in part are told at the route', () => {
    const at = (path: string) => notes.filter((note) => note.path.startsWith(path)).map(({ what }) => what)
    expect(at('route.routes[0].')).toEqual([])
    expect(at('route.routes[1].')).toEqual(['active_time_intervals "nights", "partly", of which a part has no window'])
    expect(at('route.routes[2].')).toEqual([
      'mute_time_intervals "partly", of which a part has no window',
      'mute_time_intervals "here", of which a part has no window',
    ])
  })
  test('become windows', () => {
    expect(text).toContain('window nights in "UTC" {\n  every day 22:00..24:00\n}')
    expect(text).toContain('window ever in "UTC" {\n  every day all day\n}')
    expect(text).toContain('window partly in "UTC" {\n  mon..wed, fri all day\n}')
    expect(text).toContain('window two_zones in "Asia/Shanghai" {\n  sun..tue all day\n}')
    expect(text).toContain('window two_zones_2 in "America/New_York" {\n  wed 09:00..17:00\n}')
  })
  test('or are told', () => {
    const strange = notes.filter(({ what }) => what.includes('part of time interval'))
    expect(strange.map(({ what }) => what.replace(/:.*/u, ''))).toEqual([
      'the part of time interval "partly" with months and years',
      'the part of time interval "here" in the zone of the machine',
    ])
  })
})

test('conditions are as short as what is known allows', () => {
  const whens = plansOf(importText(textOf('simple'))).length
  expect(whens).toBe(8)
  const { text } = importText(textOf('simple'))
  expect(text).toContain('when label.service == "database" and label.owner == "team-X"\n  group')
  expect(importText(textOf('long-exclusions')).text).toContain(
    'condition taken_before_1 = label.env == "dev" and not label.severity == "critical"',
  )
})

test('a route that no alert reaches is told and has no rule', () => {
  const { text, notes } = importText(textOf('catch-all-child'))
  expect(text).not.toContain('"unreachable"')
  expect(notes.map(({ what }) => what)).toContain('the route to "unreachable", which no alert reaches')
})

test('lines end with a lone CR too, as in YAML', () => {
  const yaml = textOf('integrations').replaceAll('\r\n', '\n')
  const { text, notes } = importText(yaml.replaceAll('\n', '\r'))
  expect(text).toBe(importText(yaml).text)
  expect(notes.map(({ line }) => line)).toEqual(importText(yaml).notes.map(({ line }) => line))
})

test('only alerts of one source', () => {
  const plans = plansOf(importText(textOf('simple'), { source: 'prometheus' }))
  expect(plans.every(({ when }) => JSON.stringify(when).includes('"prometheus"'))).toBe(true)
})

describe('what Alertmanager would refuse is refused with its line', () => {
  test.each([
    ['routes: x', 2, 'There is no route'],
    ['groups:\n  - name: disk\n    rules: []', 1, 'a file of Prometheus rules'],
    ['route:\n  reciever: r', 2, 'names no receiver ("reciever" may be meant as receiver)'],
    ['rout:\n  receiver: r', 1, 'There is no route ("rout" may be meant as route)'],
    [config('  matchers: ["a=b"]'), 2, 'root route has matchers'],
    [config('  routes:\n    - receiver: nobody'), 4, 'no receiver "nobody"'],
    [config('  routes:\n    - matchers: [a]'), 4, 'no matcher'],
    [config('  routes:\n    - matchers: ["a=~(b"]'), 4, 'no RE2 pattern'],
    [config('  group_wait: 5'), 3, 'no duration'],
    [config('  routes:\n    - mute_time_intervals: [never]'), 4, 'no time interval "never"'],
    [config('  continue: maybe'), 3, 'true or false'],
    [config('  routes:\n    - matchers: { a: b }'), 4, 'list of texts'],
  ])('%#', (yaml, line, message) => {
    let thrown: unknown
    try {
      importText(yaml)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ name: 'NotImportable', message: expect.stringContaining(message) })
    if (!message.startsWith('There is no route')) expect(thrown).toMatchObject({ line })
  })
})

test('each part and what it became', () => {
  const carried = (yaml: string, language = false) =>
    importText(yaml, { language }).carried.map(({ path, state, became }) => `${path} ${state}: ${became.join('; ')}`)
  const yaml = config(
    `  repeat_interval: 1h
  routes:
    - { matchers: [a="1"], receiver: s, mute_time_intervals: [nights] }
    - { matchers: [a="1"], receiver: late }
    - matchers: [b="2"]
      routes: [{ receiver: s }]`,
    `  - name: late
  - name: s
    slack_configs: [{ channel: '#s', api_url: https://hooks.example.org/hunter22 }]
    pagerduty_configs: [{ routing_key: hunter22 }]
  - name: nobody
inhibit_rules: [{ source_matchers: [a="1"], target_matchers: [a="2"] }]
time_intervals:
  - { name: nights, time_intervals: [{ times: [{ start_time: '20:00', end_time: '24:00' }] }] }
  - { name: yule, time_intervals: [{ months: [december] }] }
templates: [x.tmpl]
`,
  ).replace('[{ name: r }]', '\n  - name: r')
  const parts = carried(yaml)
  for (const part of [
    'route.routes[0] moved: rule "s: a=\\"1\\""',
    'route.routes[1] not moved: ',
    // Its own route takes every alert that it would.
    'route.routes[2] moved: rule "s: the rest"',
    'route.routes[2].routes[0] moved: rule "s: the rest"',
    'receivers[1] not moved: ',
    'receivers[2].pagerduty_configs[0] not executed: connection pagerduty_s; notify "s" via pagerduty_s',
    'receivers[3] not moved: ',
    'time_intervals[0] moved: window nights',
    'time_intervals[1] not moved: ',
    'templates[0] not moved: ',
  ])
    expect(parts).toContain(part)
  expect(parts.find((part) => part.startsWith('receivers[2].slack_configs[0] in part: connection slack_s; '))).toBe(
    'receivers[2].slack_configs[0] in part: connection slack_s; notify "#s" via slack_s with { resolve: false }',
  )
  const inhibits = (capabilities.declarations as readonly string[]).includes('inhibit')
  expect(parts).toContain(`inhibit_rules[0] ${inhibits ? 'moved: inhibit inhibit_1' : 'not executed: '}`)
  expect(carried(yaml, true)).toContain(`inhibit_rules[0] ${inhibits ? 'moved' : 'not executed'}: inhibit inhibit_1`)
})

test.each(names)('every route, receiver, inhibit rule and interval of %s is in the report', (name) => {
  const { carried, notes, text } = importText(textOf(name))
  const paths = carried.map(({ path }) => path)
  expect(new Set(paths).size).toBe(paths.length)
  const written = partPaths(parseYaml(textOf(name), { merge: true }) as Foreign)
  expect([...paths].sort()).toEqual([...written].sort())
  // What stands there, stands in the rules; what is not as it was, has a note.
  for (const { became, state, path } of carried) {
    for (const one of became) if (/^(?:rule|window|inhibit) /u.test(one)) expect(text).toContain(`\n${one} `)
    if (state !== 'moved')
      expect(
        notes.some((note) => note.path.startsWith(path)),
        path,
      ).toBe(true)
  }
})

interface Foreign {
  readonly route: ForeignRoute
  readonly [section: string]: unknown
}
interface ForeignRoute {
  readonly routes?: readonly ForeignRoute[] | null
}
/** Written apart from the import: by the parsed YAML alone. */
function partPaths(config: Foreign): readonly string[] {
  const routes = (route: ForeignRoute, path: string): readonly string[] => [
    path,
    ...(route.routes ?? []).flatMap((child, index) => routes(child, `${path}.routes[${index}]`)),
  ]
  const lists = ['receivers', 'inhibit_rules', 'mute_time_intervals', 'time_intervals', 'templates']
  const listed = lists.flatMap((key) =>
    ((config[key] ?? []) as readonly object[]).flatMap((item, index) => [
      `${key}[${index}]`,
      ...(key === 'receivers'
        ? Object.entries(item).flatMap(([name, of]) =>
            name.endsWith('_configs')
              ? (of as readonly unknown[]).map((_, at) => `${key}[${index}].${name}[${at}]`)
              : [],
          )
        : []),
    ]),
  )
  return [...routes(config.route, 'route'), ...listed]
}

describe('the file is as fmt writes it', () => {
  test.each(names)('%s', (name) => {
    for (const language of [false, true]) {
      const { text } = importText(textOf(name), { language })
      expect(format(text)).toEqual({ kind: 'formatted', text })
    }
  })
})

test('the whole language says what this build refuses of it', () => {
  const yaml = textOf('simple')
  expect(importText(yaml).refused).toEqual([])
  const { refused, notes } = importText(yaml, { language: true })
  const words = refused.map(({ code, args }) => `${code} ${args.what}`)
  for (const [group, word, shown] of [
    ['declarations', 'inhibit', 'inhibit'],
    ['declarations', 'connection', 'connection'],
    ['groupOptions', 'repeat', 'group … repeat'],
  ] as const)
    expect(words.includes(`E901 ${shown}`)).toBe(!(capabilities[group] as readonly string[]).includes(word))
  expect(notes.filter(({ kind, remedy }) => kind === 'not executed' && remedy.includes('E901')).length > 0).toBe(
    words.some((word) => /inhibit|repeat/u.test(word)),
  )
})

test.each(names)('a member that nobody knows is told with its path, wherever in %s it stands', (name) => {
  const paths: string[] = []
  visit(parseDocument(textOf(name)), {
    Map: (_, map, above) => {
      const path = pathTo([...above, map])
      // There any name is a label, and a merge would bring the member to other places.
      if (!/(?:^|[._])match(?:_re)?$/u.test(path) && !map.has('<<') && map.anchor === undefined) paths.push(path)
    },
  })
  expect(paths.length).toBeGreaterThan(1)
  const leftBefore = importText(textOf(name)).notes.filter(({ kind }) => kind === 'not moved')
  for (const path of paths) {
    const document = parseDocument(textOf(name))
    visit(document, {
      Map: (_, map, above) => {
        if (pathTo([...above, map]) === path) map.set('zz_unknown', 'x')
      },
    })
    const planted = path === '' ? 'zz_unknown' : `${path}.zz_unknown`
    const told = importText(document.toString()).notes.filter(({ kind }) => kind === 'not moved')
    expect(
      told.some((note) => isWithin(planted, note.path)),
      planted,
    ).toBe(true)
    // Else a whole is told of which it is a part, and was so before.
    if (!told.some((note) => note.path === planted))
      expect(leftBefore.some((note) => isWithin(path, note.path))).toBe(true)
  }
})

/** The note may name a whole that is left, of which the member is a part. */
const isWithin = (path: string, whole: string): boolean =>
  whole !== '' && (path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`))

/** Written apart from the import: by the nodes of the YAML library. */
function pathTo(nodes: readonly unknown[]): string {
  return nodes.reduce<string>((path, node, index) => {
    const above = nodes[index - 1]
    if (isSeq(above)) return `${path}[${above.items.indexOf(node)}]`
    return isPair(node) ? (path === '' ? String(node.key) : `${path}.${String(node.key)}`) : path
  }, '')
}

test('members that nobody knows are told', () => {
  expect(told(config('  gruop_by: [a]', 'tracing: {}\n')).filter((line) => line.startsWith('not moved'))).toEqual([
    'not moved 3: gruop_by of route',
    'not moved 5: tracing of the configuration',
  ])
})
