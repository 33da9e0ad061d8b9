import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { alertFacts, decisionFacts } from '../../../engine/pipeline/facts.ts'
import { bindFolder, type FolderBinding } from '../../../engine/rules/folder.ts'
import { ruleLoader } from '../../../engine/rules/load.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { RuleSetRow } from '../../../engine/store/rows.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { alertRow } from '../store/rows.ts'
import { dialects, silent, type TestDatabase } from '../../support/dialects.ts'

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
  const bind = async (rescanMs = 60_000) => {
    const onPublished = (row: RuleSetRow) => {
      for (const told of published.splice(0)) told(row)
    }
    binding = await bindFolder({ folder, scope, store, known: async () => ({}), log: silent, onPublished, rescanMs })
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
