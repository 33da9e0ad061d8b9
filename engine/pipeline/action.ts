/** `actions/execute`: a run of one step on one alert (D45). Who calls has checked action and parameters. */

import type { Expression } from '../../dsl/model/expression.ts'
import { type Plan, type PlanStep, planSchema } from '../../dsl/model/plan.ts'
import { messageRetry, remediationRetry } from '../../dsl/model/retry.ts'
import type { Json } from '../../dsl/model/value.ts'
import { newId } from '../store/ids.ts'
import type { Pipeline } from './contract.ts'
import { openIncident } from './incident.ts'
import { Ledger } from './ledger.ts'
import { loadAlerts } from './load.ts'
import { storedPlan } from './run-input.ts'
import type { PipelineParts } from './settings.ts'

type Action = Parameters<Pipeline['startAction']>[1]

/** The incident of an action has no key, so nothing joins it; its rule is the action's own id. */
export const startAction =
  ({ store, now }: PipelineParts): Pipeline['startAction'] =>
  async (scope, action) => {
    const installation = await store.installation()
    return store.database.transaction(async (tx) => {
      const ledger = new Ledger(store.database, tx, scope, now())
      const [alert] = await loadAlerts(ledger, { id: action.alert_id })
      if (alert === undefined) return { kind: 'not-found' }
      const id = newId('action')
      const { run } = openIncident(ledger, alert, {
        open_key: null,
        rule_id: id,
        rule_name: action.action_type,
        group_key: '',
        takes_until: null,
        version: '',
        plan: storedPlan(actionPlan(action)),
        installation,
        action: { workflow_id: `${scope.tenant}/action/${id}`, name: action.action_type },
      })
      await ledger.save()
      return { kind: 'started', id, run_id: run.id }
    })
  }

/** The plan of a rule whose `then` is the one step. */
function actionPlan({ action_type, parameters }: Pick<Action, 'action_type' | 'parameters'>): Plan {
  return {
    schema: planSchema,
    rule: { id: 'action', name: action_type, file: '', position: 0 },
    version: '',
    meta: {},
    enabled: true,
    priority: 100,
    when: null,
    suppress: [],
    group: { by: [], withinMs: null, waitMs: 0 },
    stopProcessing: false,
    steps: [action_type === 'notify' ? notifyStep(parameters) : runStep(action_type, parameters)],
    onError: null,
    templates: {},
  }
}

const base = (title: string) => ({ id: 'then.0', title, as: null, onError: null })

const runStep = (name: string, parameters: Action['parameters']): PlanStep => ({
  ...base(`Run ${name}`),
  kind: 'run',
  name,
  with: literals(parameters),
  timeoutMs: 5 * 60_000,
  retry: remediationRetry,
  onTimeout: null,
  verify: null,
})

/** `targets` are `@handles` and addresses, `via` connections; everything else is what the message says. */
function notifyStep({ targets, via, ...message }: Action['parameters']): PlanStep {
  const names = texts(targets)
  return {
    ...base(`Notify ${names.join(', ')}`),
    kind: 'notify',
    targets: names.map((name) =>
      name.startsWith('@')
        ? { kind: 'handle', name: name.slice(1) }
        : { kind: 'address', address: { kind: 'literal', value: name } },
    ),
    via: texts(via),
    using: null,
    with: literals(message),
    timeoutMs: 30_000,
    retry: messageRetry,
  }
}

const texts = (given: Json | undefined): string[] =>
  (Array.isArray(given) ? given : [given]).filter((item): item is string => typeof item === 'string')

const literals = (given: Readonly<Record<string, Json>>): Record<string, Expression> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { kind: 'literal', value }]))
