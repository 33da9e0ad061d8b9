import { expect, test } from 'vitest'
import { ruleId } from '../../../dsl/model/rule-id.ts'
import { liveNames } from '../../../engine/rules/live-names.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { RuleSetRow } from '../../../engine/store/rows.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { describeDialects, migratedStore } from '../../support/dialects.ts'
import { alertRow, incidentRow } from '../store/rows.ts'

const scope = systemScope('default')
const day = 86_400_000
const now = Date.now()

const rule = (name: string, also = '') => `rule "${name}" {\n  ${also}\n  then { notify @oncall }\n}\n`
const version = (revision: number, text: string, created_at: Date): RuleSetRow => ({
  ...{ id: `ruleset_${revision}`, tenant: 'default', revision, hash: String(revision), author: 'folder', message: '' },
  ...{ degraded: false, problems: [], files: { 'a.rule': text }, created_at },
})

await describeDialects('what the system has seen', ({ create }) => {
  let store: SqlStore
  migratedStore(create, (opened) => {
    store = opened
  })

  test('labels of the last 30 days, the most frequent first', async () => {
    const at = new Date(now - day)
    const rows = [
      alertRow({ labels: { host: 'a', service: 's' }, received_at: at }),
      alertRow({ labels: { service: 't' }, received_at: at }),
      alertRow({ labels: { old: 'x' }, received_at: new Date(now - 31 * day) }),
      alertRow({ tenant: 'other', labels: { foreign: 'x' }, received_at: at }),
    ]
    await store.database.transaction((tx) => store.database.tables.alerts.insert(rows, tx))
    expect((await liveNames(store, scope, now)).labels).toEqual(['service', 'host'])
  })

  test('rules that were in force all the time, unchanged, and opened nothing', async () => {
    const { tables, transaction } = store.database
    const quiet = rule('Quiet') + rule('Busy') + rule('By hand', 'on manual') + rule('Off', 'disabled')
    const young = version(1, quiet + rule('Changed'), new Date(now - 29 * day))
    await transaction((tx) => tables.ruleSets.insert([young], tx))
    expect(await liveNames(store, scope, now)).not.toHaveProperty('idleRules')
    const newer = version(2, quiet + rule('Changed', 'priority 5') + rule('New'), new Date(now + day))
    const opened_at = new Date(now + day)
    await transaction(async (tx) => {
      await tables.ruleSets.insert([newer], tx)
      await tables.incidents.insert([incidentRow({ rule_id: ruleId('Busy'), rule_name: 'Busy', opened_at })], tx)
    })
    expect((await liveNames(store, scope, now + 2 * day)).idleRules).toEqual(['Quiet'])
  })
})
