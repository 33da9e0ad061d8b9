/** The import law as data: which room may import what. Held for every source file; each law is proved on planted code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Source, violations } from './support/import-law.ts'

const root = join(import.meta.dirname, '..')
const rooms = ['dsl', 'workflows', 'activities', 'engine', 'editor', 'tests'].filter((room) =>
  existsSync(join(root, room)),
)

function sources(): readonly Source[] {
  return rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/\/(dist|node_modules)/.test(entry.parentPath),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.endsWith('.generated.ts'))
      .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') })),
  )
}

test('every source file keeps the law', () => {
  const all = sources()
  expect(all.length).toBeGreaterThan(30)
  expect(violations(all)).toEqual([])
})

describe('a planted violation is found', () => {
  test.each<[law: string, path: string, text: string]>([
    ['dsl imports nothing of ours', 'dsl/run/x.ts', `import { store } from '../../engine/store/index.ts'`],
    ['dsl is pure', 'dsl/run/x.ts', `import { readFileSync } from 'node:fs'`],
    ['dsl is pure', 'dsl/run/x.ts', `const now = Date.now()`],
    ['dsl is pure', 'dsl/checks/x.ts', `await fetch('http://localhost')`],
    ['dsl is pure', 'dsl/checks/x.ts', `import { sleep } from '@temporalio/workflow'`],
    ['workflows see activities as types only', 'workflows/x.ts', `import { send } from '../activities/x.ts'`],
    ['workflows do not import engine', 'workflows/x.ts', `import type { Store } from '../engine/store/contract.ts'`],
    ['activities import dsl/model only', 'activities/x.ts', `import { advance } from '../dsl/run/index.ts'`],
    ['activities do not import engine', 'activities/x.ts', `import type { Store } from '../engine/store/contract.ts'`],
    ['engine names workflows only', 'engine/worker/x.ts', `import { playbook } from '../../workflows/playbook.ts'`],
    ['editor does not import engine code', 'editor/x.ts', `import { app } from '../engine/http/app.ts'`],
    ['shipped code does not import tests', 'engine/x.ts', `import { until } from '../tests/support/until.ts'`],
    ['json-rules-engine only in engine/matching', 'engine/pipeline/x.ts', `import { Engine } from 'json-rules-engine'`],
    ['@xyflow/react only in editor/canvas', 'editor/pages/X.tsx', `import { ReactFlow } from '@xyflow/react'`],
    ['sequelize only in engine/store and engine/pipeline', 'engine/http/x.ts', `import { Sequelize } from 'sequelize'`],
    ['only config reads process.env', 'engine/http/x.ts', `const port = process.env.PORT`],
    ['only config reads process.env', 'engine/http/x.ts', `const { env } = process`],
    ['only config reads process.env', 'engine/http/x.ts', `import { env } from 'node:process'`],
    ['no default export', 'engine/http/x.ts', `export default function app() {}`],
    ['no default export', 'engine/http/x.ts', `const a = 1\nexport { a as default }`],
    ['at most 400 lines', 'engine/http/x.ts', 'const a = 1\n'.repeat(401)],
    ['no any', 'engine/http/x.ts', `export const f = (x: any) => x`],
    ['no any', 'engine/http/x.ts', `const rows = answer as any[]`],
    ['names say what a file holds', 'engine/http/utils.ts', `export const a = 1`],
    ['kebab-case names', 'engine/http/myThing.ts', `export const a = 1`],
  ])('%s (%s)', (law, path, text) => {
    expect(violations([{ path, text }]).map((found) => found.law)).toContain(law)
  })
})

test('a planted circle of value imports is found, one of types is none', () => {
  const circle = (second: string): readonly Source[] => [
    { path: 'dsl/run/a.ts', text: `import { b } from './b.ts'` },
    { path: 'dsl/run/b.ts', text: `import { c } from './steps/c.ts'` },
    { path: 'dsl/run/steps/c.ts', text: second },
    { path: 'dsl/run/outside.ts', text: `import { a } from './a.ts'` },
  ]
  const found = violations(circle(`export { a } from '../a.ts'`))
  expect(found.map(({ law, path }) => [law, path])).toEqual(
    ['dsl/run/a.ts', 'dsl/run/b.ts', 'dsl/run/steps/c.ts'].map((path) => ['no circle of value imports', path]),
  )
  expect(violations(circle(`import type { A } from '../a.ts'`))).toEqual([])
})

describe('what is allowed is not called a violation', () => {
  test.each<[path: string, text: string]>([
    ['dsl/run/x.ts', `import type { Plan } from '../model/plan.ts'\n// Date.now() is not used here, fetch( neither`],
    [
      'workflows/x.ts',
      `import type { Activities } from '../activities/contract.ts'\nimport { advance } from '../dsl/run/index.ts'`,
    ],
    ['activities/x.ts', `import type { Facts } from '../dsl/model/facts.ts'`],
    ['engine/matching/x.ts', `import { Engine } from 'json-rules-engine'`],
    ['engine/config.ts', `const port = process.env.PORT`],
    ['engine/launcher/bootstrap.mjs', `const env = process.env`],
    ['editor/vite.config.ts', `export default defineConfig({})`],
    ['engine/http/x.ts', `/** Takes any body; exports by default nothing. */\nexport const text = 'as any: any'`],
    ['editor/pages/HomePage.tsx', `import type { Run } from '../../engine/http/schemas.ts'`],
    ['tests/engine/x.test.ts', `process.env.TZ = 'UTC'\nimport { openStore } from '../../engine/store/index.ts'`],
  ])('%s', (path, text) => {
    expect(violations([{ path, text }])).toEqual([])
  })
})
