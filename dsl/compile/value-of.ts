/**
 * What an expression is worth. Total: a path that leads nowhere, a sum of unlike types, a function given the wrong thing
 * are `undefined`, which means missing; nothing throws.
 */

import { cut } from '../model/cut.ts'
import type { Expression } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import { mostText } from '../model/limits.ts'
import type { Value } from '../model/value.ts'
import { valueText } from '../model/value-text.ts'
import { call } from './call.ts'
import { lookUp } from './look-up.ts'
import { sum } from './sum.ts'

export function valueOf(expression: Expression, facts: Facts): Value | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'path':
      return lookUp(expression.root, expression.segments, facts)
    case 'text':
      return renderText(expression, facts)
    case 'call':
      return call(
        expression.name,
        expression.args.map((argument) => valueOf(argument, facts)),
        facts.now,
      )
    case 'list':
      return expression.items.map((item) => valueOf(item, facts) ?? null)
    case 'map':
      return Object.fromEntries(expression.entries.map(({ key, value }) => [key, valueOf(value, facts) ?? null]))
    case 'sum':
      return sum(expression.op, valueOf(expression.left, facts), valueOf(expression.right, facts))
  }
}

/** The expression as text for people; a missing value leaves nothing, and a text that grows beyond `mostText` is cut. */
export function renderText(expression: Expression, facts: Facts): string {
  if (expression.kind !== 'text') return valueText(valueOf(expression, facts))
  let text = ''
  for (const part of expression.parts) {
    if (text.length > mostText) break
    if (typeof part === 'string') {
      text += part
      continue
    }
    let value = valueOf(part.value, facts)
    for (const filter of part.filters) {
      const rest = filter.args.map((argument) => valueOf(argument, facts))
      value = call(filter.name, [value, ...rest], facts.now)
    }
    text += valueText(value)
  }
  return cut(text, mostText)
}
