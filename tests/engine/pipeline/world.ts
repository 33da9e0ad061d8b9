/** A pipeline on a fresh database, with rules written in the language and a clock that a test moves. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { compile } from '../../../dsl/compile/index.ts'
import type { WorldEvent } from '../../../dsl/model/activity.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import type { NewEvent } from '../../../engine/pipeline/contract.ts'
import { createPipeline, type PipelineParts } from '../../../engine/pipeline/index.ts'
import type { ActiveRules } from '../../../engine/pipeline/rules.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import type { OutboxRow } from '../../../engine/store/rows.ts'
import { everyTenant, systemScope } from '../../../engine/store/scope.ts'
import { silent } from '../../support/dialects.ts'

export const scope = systemScope('default')

export const pages: PipelineParts['pages'] = {
  alert: (_tenant, id) => `http://tocsin.test/alerts/${id}`,
  incident: (_tenant, id) => `http://tocsin.test/incidents/${id}`,
  run: (_tenant, id) => `http://tocsin.test/runs/${id}`,
}

/** Compiles `files` as version `version`. */
export function rulesOf(text: string, revision: number): ActiveRules {
  const { declarations, problems } = parse(text, 'test.rule')
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'))
  const version = `ruleset_${String(revision).padStart(32, '0')}`
  const plans = compile([{ file: 'test.rule', declarations }], version).plans.filter((plan) => plan.enabled)
  const match: ActiveRules['match'] = (facts) =>
    plans.filter((plan) => plan.when === null || evaluate(plan.when, { ...facts, meta: plan.meta }))
  return { version, revision, plans, match }
}

export class World {
  readonly store: SqlStore
  readonly parts: PipelineParts
  readonly pipeline: ReturnType<typeof createPipeline>
  clock = new Date('2026-03-02T03:10:00.000Z')

  constructor(store: SqlStore, rules: PipelineParts['rules'], more: Partial<PipelineParts> = {}) {
    this.store = store
    this.parts = {
      store,
      rules,
      now: () => this.clock,
      log: silent,
      pages,
      spoolFolder: mkdtempSync(join(tmpdir(), 'tocsin-test-spool-')),
      ...more,
    }
    this.pipeline = createPipeline(this.parts)
  }

  /** Moves the clock. */
  later(ms: number): void {
    this.clock = new Date(this.clock.getTime() + ms)
  }

  async send(given: Partial<NewEvent>) {
    const [answer] = await this.pipeline.ingest(scope, [event(given)])
    if (answer === undefined) throw new Error('No answer.')
    return answer
  }

  /** Every outbox row, in order of writing. */
  outbox(): Promise<OutboxRow[]> {
    return this.store.database.tables.outbox.select(everyTenant, { where: {}, order: [['id', 'ASC']] })
  }

  /** What an incident's run is told, in order. */
  async told(incidentId: string): Promise<WorldEvent[]> {
    const rows = await this.store.database.tables.outbox.select(everyTenant, {
      where: { incident_id: incidentId, kind: 'signal' },
      order: [['id', 'ASC']],
    })
    return rows.map((row) => row.payload as unknown as WorldEvent)
  }
}

export const event = (given: Partial<NewEvent>): NewEvent => ({
  source: 'test',
  integration: 'test',
  fingerprint: null,
  status: 'active',
  name: 'DiskFull',
  title: 'Disk is full',
  description: '',
  severity: 'high',
  tags: [],
  labels: {},
  metadata: {},
  value: null,
  url: null,
  started_at: null,
  ended_at: null,
  unverified: false,
  body: {},
  ...given,
})
