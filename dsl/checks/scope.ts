/** Names inside one rule or playbook: parameters, variables, `as` names, loop names, event aliases (D114). */
import type { Block, Declaration, Step } from '../syntax/ast.ts'
import { stepsIn } from './blocks.ts'
import { madeBy, makersIn } from './makers.ts'

export class Scope {
  readonly #parent: Scope | null
  readonly #names = new Set<string>()
  /** Those that only what brought them may bring: of steps, events and loops. */
  readonly #fixed = new Set<string>()
  /** Every name that the rule or playbook defines anywhere. */
  readonly #anywhere: ReadonlySet<string>
  /** Names from branches that may not have run. */
  readonly #perhaps: Set<string>

  /** Names that are there by what was asked of them before (`has`). */
  readonly #guarded = new Set<string>()

  constructor(anywhere: ReadonlySet<string>, parent: Scope | null = null) {
    this.#parent = parent
    this.#anywhere = anywhere
    this.#perhaps = parent ? parent.#perhaps : new Set()
  }
  inner(): Scope {
    return new Scope(this.#anywhere, this)
  }
  /** For what runs when the rest may have been left anywhere: all names are there or count as missing. */
  withAll(): Scope {
    const scope = this.inner()
    for (const name of this.#anywhere) scope.define(name)
    return scope
  }
  define(name: string): void {
    this.#names.add(name)
    this.#perhaps.add(name)
  }
  /** A name that `set` may not take (D114). */
  defineFixed(name: string): void {
    this.define(name)
    this.#fixed.add(name)
  }
  /** For names that are gone when the block ends, like a loop's. */
  defineWithin(name: string): void {
    this.#names.add(name)
    this.#fixed.add(name)
  }
  isFixed(name: string): boolean {
    return this.#names.has(name) ? this.#fixed.has(name) : (this.#parent?.isFixed(name) ?? false)
  }
  knows(name: string): boolean {
    return this.#names.has(name) || (this.#parent?.knows(name) ?? false)
  }
  /** Defined in a branch that has ended: it may not have run. */
  mayKnow(name: string): boolean {
    return this.#perhaps.has(name)
  }
  isGuarded(name: string): boolean {
    return this.#guarded.has(name) || (this.#parent?.isGuarded(name) ?? false)
  }
  /** From here on these are there. */
  guard(names: Iterable<string>): void {
    for (const name of names) this.#guarded.add(name)
  }
  guarding(names: Iterable<string>): Scope {
    const scope = this.inner()
    scope.guard(names)
    return scope
  }
  /** What is certain where this block has been gone through: what it brought, and what was asked of before. */
  present(): ReadonlySet<string> {
    return this.#names.union(this.#guarded)
  }
  isDefinedLater(name: string): boolean {
    return this.#anywhere.has(name)
  }
  all(): readonly string[] {
    return [...this.#names, ...(this.#parent?.all() ?? [])]
  }
}

/** The names that a step itself brings, and that stay behind it: not a loop's. */
export const namesOf = (step: Step): readonly string[] =>
  madeBy(step).flatMap(([name, { kind }]) => (kind === 'item' ? [] : [name]))

/** Every name that is defined anywhere in a block. */
export const definedInside = (block: Block): ReadonlySet<string> => new Set(stepsIn(block).flatMap(namesOf))

/** Every name that is defined anywhere in a declaration, but for those of loops, which are gone behind them. */
export const definedIn = (declaration: Declaration): ReadonlySet<string> =>
  new Set(
    makersIn(declaration)
      .entries()
      .flatMap(([name, makers]) => (makers.some(({ kind }) => kind !== 'item') ? [name] : [])),
  )
