import { expect, test } from 'vitest'
import { ruleLoader } from '../../../engine/rules/load.ts'
import { describeDialects, silent } from '../../support/dialects.ts'
import { scope, World } from '../pipeline/world.ts'

const set = (hash: string, name: string) => ({
  tenant: 'default',
  hash: hash.repeat(64),
  author: 'folder',
  message: '',
  degraded: false,
  problems: [],
  files: { 'a.rule': `rule "${name}" {\n  then { notify @oncall }\n}\n` },
})

await describeDialects('replicas', ({ create }) => {
  test('a version that one published decides the next event of the other (D16)', async () => {
    const base = await create()
    try {
      const [publisher, other] = [base.open(), base.open()]
      await publisher.migrate()
      const world = new World(other, ruleLoader({ store: other, log: silent }))
      const ruleOf = async (fingerprint: string) => {
        const { incident_ids } = await world.send({ fingerprint })
        const incident = await other.incidents.get(scope, incident_ids[0] ?? '')
        return incident && [incident.rule_name, incident.version]
      }
      expect(await ruleOf('a')).toBeNull()
      const one = await publisher.ruleSets.publish(scope, set('1', 'One'))
      expect(await ruleOf('b')).toEqual(['One', one.id])
      const two = await publisher.ruleSets.publish(scope, set('2', 'Two'))
      expect(await ruleOf('c')).toEqual(['Two', two.id])
    } finally {
      await base.drop()
    }
  })
})
