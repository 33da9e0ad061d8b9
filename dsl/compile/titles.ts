/** The one line by which people know a step: in the run view, in Temporal's UI, in messages. */
import { conditionText } from '../model/condition-text.ts'
import { expressionText, textPartText } from '../model/expression-text.ts'
import type { PlanStep, PlanTarget } from '../model/plan.ts'
import { durationText, valueText } from '../model/value-text.ts'

/** Everything a step has but what its title is made for. */
type Untitled<S> = S extends PlanStep ? Omit<S, 'title'> : never

const longest = 120

export function titleOf(step: Untitled<PlanStep>): string {
  const title = fullTitle(step)
  const characters = [...title]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : title
}

function fullTitle(step: Untitled<PlanStep>): string {
  switch (step.kind) {
    case 'notify':
      return `Notify ${step.targets.map(targetText).join(', ')}${via(step.via)}`
    case 'escalate':
      return `Escalate to @${step.target}${step.level === null ? '' : ` level ${step.level}`}${via(step.via)}`
    case 'wait':
      return `Wait for ${step.for} up to ${durationText(step.upToMs)}`
    case 'wait until':
      return `Wait until ${conditionText(step.condition)} up to ${durationText(step.upToMs)}`
    case 'approve':
      return `Ask ${step.by.map(targetText).join(', ')} to approve${via(step.via)}`
    case 'ticket':
      return step.action === 'create' ? `Create a ticket in ${step.of}` : `${verbs[step.action]} ticket ${step.of}`
    case 'http':
      return `${step.method} ${expressionText(step.url)}`
    case 'call':
      return `Call ${step.playbook}`
    case 'parallel':
      return `In parallel, ${step.join === 'all' ? 'all of' : 'the first of'} ${step.branches.map(({ title }) => title).join(', ')}`
    case 'for each':
      return `For each ${step.name} of ${expressionText(step.list)}`
    case 'repeat':
      return `Repeat up to ${step.times} times${step.until === null ? '' : ` until ${conditionText(step.until)}`}`
    case 'if':
      return `If ${step.arms[0] ? conditionText(step.arms[0].condition) : ''}`
    case 'set':
      return step.name === null ? 'Note on the alert' : `Set ${step.name}`
    case 'sleep':
      return `Sleep ${durationText(step.ms)}`
    case 'run':
      return `Run ${step.name}`
    case 'end':
      return `End ${step.outcome}`
  }
}

const verbs = { update: 'Update', close: 'Close' } as const

const via = (names: readonly string[]): string => (names.length > 0 ? ` via ${names.join(', ')}` : '')

function targetText(target: PlanTarget): string {
  if (target.kind === 'handle') return `@${target.name}`
  const { address } = target
  if (address.kind === 'text') return address.parts.map(textPartText).join('')
  return address.kind === 'literal' ? valueText(address.value) : ''
}
