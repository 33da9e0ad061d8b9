import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Problem } from '../../../dsl/model/problems.ts'
import { alertFacts, decisionFacts } from '../../../engine/pipeline/facts.ts'
import { bindFolder, type FolderBinding, type FolderParts } from '../../../engine/rules/folder.ts'
import { ruleLoader } from '../../../engine/rules/load.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { Log } from '../../../engine/store/log.ts'
import type { RuleSetRow } from '../../../engine/store/rows.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { dialects, silent, type TestDatabase } from '../../support/dialects.ts'
import { alertRow } from '../store/rows.ts'

const crash = 'crash the parser'
vi.mock('../../../dsl/syntax/parse.ts', async (original) => {
  const real = await original<typeof import('../../../dsl/syntax/parse.ts')>()
  return {
    ...real,
    parse: (text: string, file: string) => {
      if (text.includes(crash)) throw new TypeError('a fault of ours')
      return real.parse(text, file)
    },
  }
})

const scope = systemScope('default')
const page = (name: string, target = '@oncall') => `rule "${name}" {\n  then { notify ${target} }\n}\n`

describe('a folder of rules', () => {
  let base: TestDatabase
  let store: SqlStore
  let folder: string
  let binding: FolderBinding | null
  let published: ((row: RuleSetRow) => void)[]

  beforeEach(async () => {
    base = await (dialects[0] as (typeof dialects)[number]).create()
    store = base.open()
    await store.migrate()
    folder = await mkdtemp(join(tmpdir(), 'tocsin-test-rules-'))
    binding = null
    published = []
  })
  afterEach(async () => {
    await binding?.close()
    await base.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  const bind = async (rescanMs = 60_000, more: Partial<FolderParts> = {}) => {
    const onPublished = (row: RuleSetRow) => {
      for (const told of published.splice(0)) told(row)
    }
    binding = await bindFolder({
      folder,
      scope,
      store,
      known: async () => ({}),
      log: silent,
      onPublished,
      rescanMs,
      ...more,
    })
    return binding
  }
  const nextVersion = () => new Promise<RuleSetRow>((resolve) => published.push(resolve))
  const names = async () => (await ruleLoader({ store, log: silent }).latest(scope)).plans.map((plan) => plan.rule.name)

  test('a rule that reads its own meta is decided by the matcher, in its place among the others', async () => {
    const owned = (name: string, priority: number, team: string) =>
      `rule "${name}" {\n  priority ${priority}\n  meta { team: "${team}" }\n  when label.team == meta.team\n  then { notify @oncall }\n}\n`
    await write('a.rule', owned('Last', 1, 'x') + owned('Other', 2, 'y') + page('Every') + owned('First', 3, 'x'))
    await (await bind()).sync()
    const { match } = await ruleLoader({ store, log: silent }).latest(scope)
    const alert = alertFacts(alertRow({ labels: { team: 'x' } }))
    const found = match(decisionFacts(alert, {}, new Date())).map(({ rule }) => rule.name)
    expect(found).toEqual(['Every', 'First', 'Last'])
  })

  test('its files are one version; other files are none of it', async () => {
    await write('a.rule', page('A'))
    await write('team/b.rule', page('B'))
    await write('notes.txt', 'not a rule')
    await write('.hidden/c.rule', page('C'))
    const row = await (await bind()).sync()
    expect(Object.keys(row.files).sort()).toEqual(['a.rule', 'team/b.rule'])
    expect(row).toMatchObject({ author: 'folder', degraded: false, revision: 1 })
    expect(await names()).toEqual(['A', 'B'])
  })

  test('each problem is logged with its place, once for a version and a process', async () => {
    const lines: string[] = []
    const tell = (level: string) => (_: object, text: string) => void lines.push(`${level} ${text}`)
    const log: Log = { info: tell('info'), warn: tell('warn'), error: tell('error') }
    await write('bad.rule', 'rule "B" {\n  when alert.severity = high\n  then { notify @oncall }\n}\n')
    await write('warn.rule', page('W', '@oncal'))
    const known = async () => ({ handles: ['oncall'] })
    const placed = () => lines.filter((line) => line.includes('.rule:'))
    const first = await bind(60_000, { log, known })
    await first.sync()
    expect(placed()).toEqual([
      expect.stringMatching(/^error bad\.rule:2:23 E103 .*=/),
      expect.stringMatching(/^warn warn\.rule:2:\d+ W508 .*oncal/),
    ])
    await first.close()
    await bind(60_000, { log, known })
    expect(placed()).toHaveLength(4)
    await write('bad.rule', 'rule "B" {\n  when = 1\n}\n'.repeat(30))
    await binding?.sync()
    expect(placed()).toHaveLength(24)
    expect(lines.at(-1)).toContain('More problems')
  })

  test('a save is live within a second, also in a new folder and by rename', async () => {
    await write('a.rule', page('A'))
    await bind()
    for (const save of [
      () => write('a.rule', page('A2')),
      () => write('new/b.rule', page('B')),
      async () => {
        await writeFile(join(folder, 'a.tmp'), page('A3'))
        await rename(join(folder, 'a.tmp'), join(folder, 'a.rule'))
      },
      () => rm(join(folder, 'new/b.rule')),
    ]) {
      const next = nextVersion()
      const saved = performance.now()
      await save()
      await next
      expect(performance.now() - saved).toBeLessThan(1_000)
    }
    expect(await names()).toEqual(['A3'])
  })

  test('a broken file keeps its last good text, and its problems are shown', async () => {
    await write('a.rule', page('A'))
    await write('b.rule', page('B'))
    const bound = await bind()
    await write('a.rule', 'rule "A" {\n  then { notfy @oncall }\n}\n')
    await write('b.rule', page('B2'))
    const row = await bound.sync()
    expect(row.degraded).toBe(true)
    expect(row.problems).toMatchObject([{ file: 'a.rule', severity: 'error', range: { start: { line: 2 } } }])
    expect(await names()).toEqual(['A', 'B2'])
    await write('a.rule', page('A2'))
    expect(await bound.sync()).toMatchObject({ degraded: false, problems: [] })
    expect(await names()).toEqual(['A2', 'B2'])
  })

  test('what is wrong in a test is told and holds up no rule', async () => {
    await write('a.rule', `${page('A')}test "t" { given alert { name: "x" } expect matched "A" }\n`)
    const bound = await bind()
    await write('a.rule', `${page('A2')}test "t" { given alert { name: "x" } expect matched "A" }\n`)
    const row = await bound.sync()
    expect(row).toMatchObject({ degraded: false, problems: [{ code: 'E240', severity: 'error' }] })
    expect(await names()).toEqual(['A2'])
    await write('a.rule', `${page('A3')}test "t" { given alert { name: "x" } expekt matched "A" }\n`)
    expect((await bound.sync()).degraded).toBe(true)
    expect(await names()).toEqual(['A2'])
  })

  test('a broken file without a good text is left out; one that uses what it lost goes back too', async () => {
    await write('bad.rule', 'rule {')
    await write('good.rule', page('Good'))
    const row = await (await bind()).sync()
    expect(row.degraded).toBe(true)
    expect(await names()).toEqual(['Good'])
  })

  test('what this version does not execute is refused with E901', async () => {
    await write(
      'a.rule',
      'rule "A" {\n  then {\n    parallel wait all {\n      branch "x" { notify @a }\n    }\n  }\n}\n',
    )
    const row = await (await bind()).sync()
    expect(row.problems).toMatchObject([{ code: 'E901', file: 'a.rule' }])
    expect(await names()).toEqual([])
  })

  test('a file that is too large or cannot be read holds up no other one; its last good text stands in', async () => {
    await write('a.rule', page('A'))
    await write('team/b.rule', page('B'))
    await write('c.rule', page('C'))
    const bound = await bind()
    await write('a.rule', `${page('A2')}${'#'.repeat(1024 * 1024)}`)
    await rm(join(folder, 'team'), { recursive: true })
    await mkdir(join(folder, 'team'))
    await symlink('b.rule', join(folder, 'team/b.rule'))
    await writeFile(join(folder, 'd.rule'), Buffer.from([0x23, 0xff, 0x0a]))
    await write('c.rule', page('C2'))
    const row = await bound.sync()
    expect(row.degraded).toBe(true)
    expect(row.problems).toMatchObject([
      { file: 'a.rule', code: 'E902', severity: 'error', args: { limit: 1024 * 1024 } },
      { file: 'd.rule', code: 'E904', severity: 'error' },
      { file: 'team/b.rule', code: 'E903', severity: 'error', args: { reason: 'ELOOP' } },
    ])
    expect(await names()).toEqual(['A', 'C2', 'B'])

    await write('a.rule', page('A3'))
    await rm(join(folder, 'd.rule'))
    await rm(join(folder, 'team'), { recursive: true })
    expect(await bound.sync()).toMatchObject({ degraded: false, problems: [] })
    expect(await names()).toEqual(['A3', 'C2'])
  })

  test('it binds with a file that cannot be read', async () => {
    await symlink('a.rule', join(folder, 'a.rule'))
    await write('b.rule', page('B'))
    expect(await (await bind()).sync()).toMatchObject({ degraded: true, problems: [{ file: 'a.rule', code: 'E903' }] })
    expect(await names()).toEqual(['B'])
  })

  test('a link that leads in a circle ends the watching once, and saves are live all the same', async () => {
    const warned: string[] = []
    const log = { ...silent, warn: (_about: unknown, message: string) => warned.push(message) } as Log
    await mkdir(join(folder, 'team'))
    await bind(60_000, { log })
    await symlink('circle', join(folder, 'team/circle'))
    await vi.waitFor(() => expect(warned).toEqual([expect.stringContaining('cannot be watched as a whole')]), 5_000)
    const next = nextVersion()
    await write('team/b.rule', page('B'))
    await next
    expect(await names()).toEqual(['B'])
    expect(warned.filter((line) => line.includes('cannot be watched'))).toHaveLength(1)
  })

  test('a fault of ours in the parser is told as such, of that file only', async () => {
    await write('a.rule', page('A'))
    await write('b.rule', page('B'))
    const bound = await bind()
    await write('a.rule', `${page('A2')}# ${crash}`)
    await write('b.rule', page('B2'))
    const row = await bound.sync()
    expect(row.problems).toMatchObject([{ code: 'E909', file: 'a.rule', severity: 'error' }])
    const [problem] = row.problems as unknown as Problem[]
    expect(problem?.message).toContain('TypeError: a fault of ours')
    expect(problem?.help).toContain('report it')
    expect(await names()).toEqual(['A', 'B2'])
  })

  test('a folder that has become empty keeps its rules until a second look, which says so', async () => {
    const warned: string[] = []
    const log = { ...silent, warn: (_about: unknown, message: string) => warned.push(message) } as Log
    await write('a.rule', page('A'))
    const bound = await bind(60_000, { emptyMs: 50, log })
    const gone = nextVersion()
    await rm(join(folder, 'a.rule'))
    expect(Object.keys((await bound.sync()).files)).toEqual(['a.rule'])
    expect(Object.keys((await gone).files)).toEqual([])
    expect(warned).toEqual([expect.stringContaining('have become empty')])
    expect(await names()).toEqual([])
  })

  test('a file that a save has emptied keeps its rules until the text comes, or until a second look', async () => {
    await write('a.rule', page('A'))
    await write('b.rule', page('B'))
    const bound = await bind(60_000, { quietMs: 10 })
    await write('a.rule', '')
    await bound.sync()
    expect(await names()).toEqual(['A', 'B'])
    await write('a.rule', page('A2'))
    await bound.sync()
    expect(await names()).toEqual(['A2', 'B'])
    await bound.close()
    const patient = await bind(60_000, { quietMs: 10, emptyMs: 50 })
    const gone = nextVersion()
    await write('a.rule', '')
    await patient.sync()
    await gone
    expect(await names()).toEqual(['B'])
  })

  test('a file that has become empty holds up no other one, and each has a second look of its own', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      for (const name of ['A', 'B', 'C']) await write(`${name}.rule`, page(name))
      const bound = await bind(60_000, { quietMs: 0 })
      await write('A.rule', '')
      await write('C.rule', page('C2'))
      await bound.sync()
      expect(await names()).toEqual(['A', 'B', 'C2'])
      vi.advanceTimersByTime(4_900)
      await write('A.rule', page('A2'))
      await write('B.rule', '')
      await bound.sync()
      expect(await names()).toEqual(['A2', 'B', 'C2'])
      vi.advanceTimersByTime(4_900)
      await bound.sync()
      expect(await names()).toEqual(['A2', 'B', 'C2'])
      vi.advanceTimersByTime(200)
      await bound.sync()
      expect(await names()).toEqual(['A2', 'C2'])
    } finally {
      vi.useRealTimers()
    }
  })

  test('half of a text that is being written is no version, although it checks', async () => {
    await write('a.rule', page('A'))
    const bound = await bind(60_000, { quietMs: 300 })
    const before = await bound.sync()
    await write('a.rule', page('A2'))
    const looking = bound.sync()
    await write('a.rule', page('A2') + page('A3'))
    await looking
    expect((await bound.sync()).revision).toBe(before.revision + 1)
    expect(await names()).toEqual(['A2', 'A3'])
  })

  test('a folder that is empty at the start keeps the rules that are live; when they come back, nothing has changed', async () => {
    await write('a.rule', page('A'))
    const before = await (await bind()).sync()
    await binding?.close()
    await rm(join(folder, 'a.rule'))
    const bound = await bind()
    expect((await bound.sync()).id).toBe(before.id)
    await write('a.rule', page('A'))
    expect((await bound.sync()).id).toBe(before.id)
    expect(await names()).toEqual(['A'])
  })

  test('the same text is the same version, for a second process too', async () => {
    await write('a.rule', page('A'))
    const first = await (await bind()).sync()
    const other = await bindFolder({ folder, scope, store: base.open(), known: async () => ({}), log: silent })
    try {
      expect((await other.sync()).id).toBe(first.id)
    } finally {
      await other.close()
    }
  })

  test('a folder that is not there is refused with the remedy', async () => {
    await rm(folder, { recursive: true })
    await expect(bind()).rejects.toThrow(/TOCSIN_RULES is not there/)
  })
})

describe('the loader', () => {
  test('never answers older rules than asked for, and compiles a version once', async () => {
    const base = await (dialects[0] as (typeof dialects)[number]).create()
    try {
      const store = base.open()
      await store.migrate()
      const loader = ruleLoader({ store, log: silent })
      expect(await loader.current(scope, 0)).toMatchObject({ version: '', revision: 0, plans: [] })
      const row = { tenant: 'default', author: 'test', message: '', degraded: false, problems: [] }
      const one = await store.ruleSets.publish(scope, { ...row, hash: '1'.repeat(64), files: { 'a.rule': page('A') } })
      const [first, again] = await Promise.all([loader.current(scope, 1), loader.current(scope, 1)])
      expect(first).toMatchObject({ version: one.id, revision: 1 })
      expect(again).toBe(first)
      expect(await loader.latest(scope)).toBe(first)
    } finally {
      await base.drop()
    }
  })

  test('a condition may read the meta of its own rule', async () => {
    const base = await (dialects[0] as (typeof dialects)[number]).create()
    try {
      const store = base.open()
      await store.migrate()
      const text = 'rule "M" {\n  meta { team: "db" }\n  when label.team == meta.team\n  then { notify @a }\n}\n'
      const row = { tenant: 'default', author: 'test', message: '', degraded: false, problems: [] }
      await store.ruleSets.publish(scope, { ...row, hash: '1'.repeat(64), files: { 'a.rule': text } })
      const rules = await ruleLoader({ store, log: silent }).latest(scope)

      const matched = (team: string) =>
        rules.match(decisionFacts(alertFacts(alertRow({ labels: { team } })), {}, new Date())).length
      expect([matched('db'), matched('web')]).toEqual([1, 0])
    } finally {
      await base.drop()
    }
  })
})
