import { readParam } from '../compile/read-param.ts'
import { valueOf } from '../compile/value-of.ts'
import { cut } from '../model/cut.ts'
import { literalText } from '../model/expression-text.ts'
import type { Facts } from '../model/facts.ts'
import { own } from '../model/own.ts'
import type { CallStep, PlanParam } from '../model/plan.ts'
import type { Value } from '../model/value.ts'

/** What a playbook reads by its parameters' names, or why it can't be called with what it is given (D109). */
export type Bound = { readonly names: Readonly<Record<string, Value>> } | { readonly refused: string }

/** What is given, or the default where it is missing, read as the parameter's type. */
export function bindParams(params: readonly PlanParam[], args: CallStep['args'], facts: Facts): Bound {
  const entries: [string, Value][] = []
  for (const { name, type, value: otherwise } of params) {
    const given = own(args, name)
    const sent = (given && valueOf(given, facts)) ?? (otherwise ? valueOf(otherwise, facts) : undefined)
    const value = sent === undefined || type === undefined ? sent : readParam(sent, type)
    if (value !== undefined) entries.push([name, value])
    // Plans of earlier versions name no types, and gave on what there was.
    else if (type !== undefined)
      return {
        refused:
          sent === undefined
            ? `${name} is not given, and has no default`
            : `${name} is of the type ${type}, and ${cut(literalText(sent), 200)} can't be read so`,
      }
  }
  return { names: Object.fromEntries(entries) }
}
