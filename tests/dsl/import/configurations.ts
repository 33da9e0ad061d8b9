/** The Alertmanager configurations of the fixtures, imported, and alerts that could meet them. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { compile } from '../../../dsl/compile/index.ts'
import { type Imported, importAlertmanager } from '../../../dsl/import/alertmanager/index.ts'
import { type Route, readRoot } from '../../../dsl/import/alertmanager/route.ts'
import { Notes } from '../../../dsl/import/notes.ts'
import { Section } from '../../../dsl/import/section.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { readYaml } from '../../../engine/cli/read-yaml.ts'
import { facts } from '../compile/made.ts'

const folder = fileURLToPath(new URL('../../fixtures/alertmanager/', import.meta.url))

export const names: readonly string[] = readdirSync(folder).map((file) => file.replace(/\.yml$/u, ''))
export const pathOf = (name: string): string => `${folder}${name}.yml`
export const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8')

export const importText = (yaml: string, given: { language?: boolean; source?: string } = {}): Imported =>
  importAlertmanager(readYaml(yaml, 'alertmanager.yml'), {
    from: 'alertmanager.yml',
    file: 'alertmanager.rule',
    connectionTypes: ['email', 'slack', 'webhook', 'inbox', 'ssh'],
    language: given.language ?? false,
    source: given.source ?? null,
  })

export const plansOf = ({ text }: Imported): readonly Plan[] =>
  compile([parse(text, 'alertmanager.rule')], 'ruleset_1').plans

export type Labels = Readonly<Record<string, string>>

/** The receivers of the rules that take an alert with these labels, in deciding order; `stop processing` ends it (D24). */
export function receiversOf(plans: readonly Plan[], labels: Labels): readonly string[] {
  const taking = plans.filter(({ when, meta }) => when === null || evaluate(when, facts({ labels }, { meta })))
  const last = taking.findIndex(({ stopProcessing }) => stopProcessing)
  return taking.slice(0, last === -1 ? undefined : last + 1).map(({ meta }) => String(meta.receiver))
}

export function rootOf(yaml: string): Route {
  const route = new Section(readYaml(yaml, 'alertmanager.yml'), 'all').section('route')
  if (!route) throw new Error('no route')
  return readRoot(route, new Notes())
}

/** Labels and values of the configuration itself, and values that are nearly so. */
export function labelSets(root: Route): fc.Arbitrary<Labels> {
  const values = new Map<string, Set<string>>()
  const visit = (route: Route): void => {
    for (const { label, value } of route.matchers) {
      const own = values.get(label) ?? new Set(['', 'other'])
      values.set(label, own)
      // Of a pattern its pieces, which are often what it is about.
      for (const piece of [value, ...value.split(/[|()^$?]|\.[*+]|\(\?:/u)])
        for (const near of [piece, piece.replaceAll('\\', ''), `${piece}x`, `y-${piece}1`]) own.add(near)
      for (const usual of ['node-7', 'WEB-db', 'db42', 'a1', 'axb', 'c\nd', 'a\nb', '/api/v1/x', 'xx', '7'])
        own.add(usual)
    }
    route.routes.forEach(visit)
  }
  visit(root)
  for (const label of [...values.keys()].slice(0, 3)) values.get(label)?.add('prod')
  const pools = Object.fromEntries(
    [...values].map(([label, of]) => [label, fc.option(fc.constantFrom(...of), { nil: undefined, freq: 5 })]),
  )
  return fc
    .record(pools)
    .map((drawn) =>
      Object.fromEntries(Object.entries(drawn).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    )
}
