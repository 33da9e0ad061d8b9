import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CannotStart } from '../../../engine/launcher/cannot-start.ts'
import { lookFirst } from '../../../engine/launcher/look-first.ts'
import { freePort } from '../../support/child.ts'

const sqlite = 'sqlite:/no/such/folder/yet.db'

test('a rules folder of the operator must be there; ours need not, nor a SQLite file', async () => {
  const rules = join(tmpdir(), 'tocsin-no-such-rules')
  const look = lookFirst({ databaseUrl: sqlite, rules, rulesAreOurs: false })
  await expect(look).rejects.toThrow(CannotStart)
  await expect(look).rejects.toThrow(`The folder of TOCSIN_RULES is not there: ${rules}.`)
  await lookFirst({ databaseUrl: sqlite, rules, rulesAreOurs: true })
  await lookFirst({ databaseUrl: sqlite, rules: tmpdir(), rulesAreOurs: false })
})

test.each(['mysql', 'postgres'])('a %s server that is away is named with what the system says', async (kind) => {
  const port = await freePort()
  const look = lookFirst({
    databaseUrl: `${kind}://kim:sekret@127.0.0.1:${port}/x`,
    rules: tmpdir(),
    rulesAreOurs: false,
  })
  await expect(look).rejects.toThrow(
    new RegExp(`^The \\w+ database x at 127\\.0\\.0\\.1:${port} cannot be used: connect ECONNREFUSED [^ ]+\\d\\.$`),
  )
})
