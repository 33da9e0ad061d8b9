import { registry } from '../../dsl/model/registry.ts'
import type { Intake } from './define-intake.ts'
import { generic } from './generic.ts'
import { prometheus } from './prometheus.ts'

/** Every alert source that this version reads. A new one is a file beside this and a line here. */
export const intakes: ReadonlyMap<string, Intake> = new Map(Object.entries<Intake>(registry([prometheus, generic])))
