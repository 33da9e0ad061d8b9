/** What of a statement can be edited as a field, and where each stands: one row a kind of node. */
import { type Span, through } from '../model/span.ts'
import type { Clause, MapLiteral, Playbook, RuleItem, Step, Trigger } from '../syntax/ast.ts'
import type { Field, FieldType, Keys } from './model.ts'

interface Placed {
  readonly at: Span
}
type Loose = Omit<Field, 'clause'>

const field = (name: string, type: FieldType, keys: Keys, value: Placed | Span, at?: Span): Loose => {
  const span = 'at' in value ? value.at : value
  return { name, type, keys, value: span, at: at ?? span }
}
const optional = (name: string, type: FieldType, keys: Keys, value: Placed | null): readonly Loose[] =>
  value === null ? [] : [field(name, type, keys, value)]

const list = (name: string, type: FieldType, keys: Keys, all: readonly Placed[]): readonly Loose[] => {
  const [first] = all
  const last = all.at(-1)
  return first && last ? [field(name, type, keys, through(first.at, last.at))] : []
}

const entries = (name: string, keys: Keys, { entries: all }: MapLiteral): readonly Loose[] =>
  all.map((entry, index) =>
    field(`${name}.${entry.key}`, 'value', [...keys, 'entries', index, 'value'], entry.value, entry.at),
  )

function clauseFields(clause: Clause): readonly Loose[] {
  const { kind, at } = clause
  const whole = (type: FieldType, member: string, value: Placed | Span) => field(kind, type, [member], value, at)
  switch (clause.kind) {
    case 'via': {
      const [names] = list('via', 'names', ['names'], clause.names)
      return names ? [{ ...names, at }] : []
    }
    case 'using':
    case 'as':
      return [whole('name', 'name', clause.name)]
    case 'with':
      return [whole('map', 'map', clause.map), ...entries('with', ['map'], clause.map)]
    case 'level':
      return [whole('number', 'level', clause.level)]
    case 'up to':
    case 'timeout':
    case 'expires':
      return [whole('duration', 'duration', clause.duration)]
    case 'retry':
      return [
        whole('number', 'times', clause.times),
        ...optional('retry.backoff', 'duration', ['backoff'], clause.backoff),
        ...optional('retry.max', 'duration', ['max'], clause.max),
      ]
    case 'verify':
      return [
        whole('condition', 'condition', clause.condition),
        field('verify.within', 'duration', ['within'], clause.within),
      ]
    case 'expect':
      return [whole('number', 'from', clause.from), field('expect.to', 'number', ['to'], clause.to)]
    case 'rollback':
      return []
  }
}

/** The head of a step: what stands between its verb and its clauses. */
function headFields(step: Step): readonly Loose[] {
  switch (step.kind) {
    case 'notify':
      return list('targets', 'targets', ['targets'], step.targets)
    case 'approve':
      return list('by', 'targets', ['by'], step.by)
    case 'escalate':
      return [field('target', 'handle', ['target'], step.target)]
    case 'ticket create':
      return [field('system', 'name', ['system'], step.system)]
    case 'ticket update':
    case 'ticket close':
      return [field('ticket', 'name', ['ticket'], step.ticket)]
    case 'wait for':
      return []
    case 'wait until':
      return [field('condition', 'condition', ['condition'], step.condition)]
    case 'run':
      return [field('name', 'name', ['name'], step.name)]
    case 'call step':
      return [
        field('name', 'name', ['name'], step.name),
        ...step.args.map((arg, index) =>
          field(`args.${arg.key}`, 'value', ['args', index, 'value'], arg.value, arg.at),
        ),
      ]
    case 'http':
      return [field('url', 'text', ['url'], step.url)]
    case 'parallel':
      return step.branches.map(({ title }, index) =>
        field(`branch${index}`, 'text', ['branches', index, 'title'], title),
      )
    case 'if':
      return step.arms.map(({ condition }, index) =>
        field(`if${index}`, 'condition', ['arms', index, 'condition'], condition),
      )
    case 'for each':
      return [
        field('name', 'name', ['name'], step.name),
        field('list', 'value', ['list'], step.list),
        field('max', 'number', ['max'], step.max),
        ...optional('at once', 'number', ['atOnce'], step.atOnce),
      ]
    case 'repeat':
      return [
        field('times', 'number', ['times'], step.times),
        ...optional('every', 'duration', ['every'], step.every),
        ...optional('until', 'condition', ['until'], step.until),
      ]
    case 'set':
      return [field('name', step.name.kind, ['name'], step.name), field('value', 'value', ['value'], step.value)]
    case 'sleep':
      return [field('duration', 'duration', ['duration'], step.duration)]
    case 'end':
      return optional('message', 'text', ['message'], step.message)
  }
}

/** Of two of a kind, which a check tells of, the second is called `… ~2`. */
export function named<F extends Loose>(fields: readonly F[]): readonly F[] {
  const seen = new Map<string, number>()
  return fields.map((one) => {
    const count = (seen.get(one.name) ?? 0) + 1
    seen.set(one.name, count)
    return count === 1 ? one : { ...one, name: `${one.name} ~${count}` }
  })
}

const under = (keys: Keys, fields: readonly Loose[], clause: number | null = null): readonly Field[] =>
  fields.map((one) => ({ ...one, keys: [...keys, ...one.keys], clause }))

export const stepFields = (step: Step): readonly Field[] =>
  named([
    ...under([], headFields(step)),
    ...step.clauses.flatMap((clause, index) => under(['clauses', index], clauseFields(clause), index)),
  ])

function triggerFields(trigger: Trigger): readonly Loose[] {
  switch (trigger.kind) {
    case 'alert':
    case 'manual':
      return []
    case 'every':
      return [field('every', 'duration', ['every'], trigger.every)]
    case 'cron':
      return [field('cron', 'text', ['cron'], trigger.cron), field('zone', 'text', ['zone'], trigger.zone)]
    case 'webhook':
      return [field('name', 'text', ['name'], trigger.name)]
    case 'absence':
      return [
        field('of', 'condition', ['of'], trigger.of),
        field('for', 'duration', ['for'], trigger.for),
        ...list('by', 'paths', ['by'], trigger.by),
      ]
    case 'sequence':
      return [
        field('within', 'duration', ['within'], trigger.within),
        ...list('by', 'paths', ['by'], trigger.by),
        ...trigger.events.flatMap((event, index) => [
          field(`${event.kind}.${event.name.text}`, 'condition', ['events', index, 'where'], event.where, event.at),
          field(`${event.kind}.${event.name.text}.name`, 'name', ['events', index, 'name'], event.name),
        ]),
      ]
  }
}

export function itemFields(item: RuleItem): readonly Field[] {
  const loose = (): readonly Loose[] => {
    switch (item.kind) {
      case 'meta':
        return [field('meta', 'map', ['map'], item.map, item.at), ...entries('meta', ['map'], item.map)]
      case 'priority':
        return [field('priority', 'number', ['value'], item.value, item.at)]
      case 'on':
        return under(['trigger'], triggerFields(item.trigger))
      case 'when':
      case 'suppress when':
        return [field('condition', 'condition', ['condition'], item.condition)]
      case 'group':
        return [
          ...list('by', 'paths', ['by'], item.by),
          ...(['within', 'wait', 'every', 'repeat'] as const).flatMap((name) =>
            optional(name, 'duration', [name], item[name]),
          ),
        ]
      case 'dedup':
        return [...list('by', 'paths', ['by'], item.by), field('for', 'duration', ['for'], item.for)]
      case 'throttle':
        return [
          field('count', 'number', ['count'], item.count),
          field('per', 'duration', ['per'], item.per),
          ...list('by', 'paths', ['by'], item.by),
        ]
      case 'suppress while':
        return [field('rule', 'text', ['rule'], item.rule), ...list('by', 'paths', ['by'], item.by)]
      case 'disabled':
      case 'then':
      case 'stop':
      case 'handler':
        return []
    }
  }
  return named(under([], loose()))
}

export const playbookFields = ({ name, params, meta }: Playbook): readonly Field[] =>
  named(
    under(
      [],
      [
        field('name', 'name', ['name'], name),
        ...params.flatMap((param, index) => [
          field(`params.${param.name.text}.type`, 'name', ['params', index, 'type'], param.type, param.at),
          ...optional(`params.${param.name.text}`, 'value', ['params', index, 'value'], param.value),
        ]),
        ...(meta ? [field('meta', 'map', ['meta'], meta), ...entries('meta', ['meta'], meta)] : []),
      ],
    ),
  )
