import type { Intake } from './define-intake.ts'
import { generic } from './generic.ts'
import { prometheus } from './prometheus.ts'

/** Every alert source that this version reads. A new one is a file beside this and a line here. */
export const intakes: ReadonlyMap<string, Intake> = registry([prometheus, generic])

function registry(list: readonly Intake[]): ReadonlyMap<string, Intake> {
  const byName = new Map(list.map((intake) => [intake.name, intake]))
  if (byName.size !== list.length) throw new Error('Two alert sources bear the same name.')
  return byName
}
