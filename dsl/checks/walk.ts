/** Goes through a declaration in the order in which it runs, and calls the checks of each node. */
import type {
  Block,
  Clause,
  Declaration,
  Expr,
  Handler,
  If,
  MapLiteral,
  Name,
  Path,
  RuleItem,
  Step,
  Text,
  Trigger,
  Value,
  WindowRef,
} from '../syntax/ast.ts'
import type { Fault } from '../syntax/fault.ts'
import { presentAfterAll, presentAfterOne, type Way } from './assigned.ts'
import { bodiesOf } from './blocks.ts'
import { presentWhere } from './guards.ts'
import { isOfFailure } from './of-failures.ts'
import { ownLiterals } from './own-literals.ts'
import type { Accept, Check, Place } from './place.ts'
import { namesOf, type Scope } from './scope.ts'
import type { PartOfTable, Rows } from './table.ts'

/** The first value of `default` may be missing, and what a filter makes of a missing one is missing too. */
const isDefault = ({ name }: { readonly name: Name }): boolean => name.text === 'default'

export function walk(
  declaration: Declaration,
  start: Place,
  table: PartOfTable,
  tell: (fault: Fault, place: Place) => void,
): void {
  const acceptAt =
    (place: Place): Accept =>
    (fault) =>
      tell(fault, place)
  const ask = <Node>(checks: readonly Check<Node>[] | undefined, node: Node, place: Place): void => {
    for (const check of checks ?? []) check(node, place, acceptAt(place))
  }
  const visit = <Node extends { readonly kind: string }>(
    rows: Partial<Rows<Node>> | undefined,
    node: Node,
    place: Place,
  ): void => {
    // A row holds checks of exactly this kind, which the table's type promises and an index access forgets.
    ask(rows?.[node.kind as Node['kind']] as readonly Check<Node>[] | undefined, node, place)
  }
  const zone = (text: Text, place: Place): void => {
    ask(table.zones, text, place)
  }
  const values = (all: readonly Value[], place: Place): void => {
    for (const one of all) value(one, place)
  }

  function value(node: Value, place: Place): void {
    visit(table.values, node, place)
    const inside = { ...place, secretAllowed: false, asked: false, beside: null }
    switch (node.kind) {
      case 'text':
        for (const part of node.parts)
          if (part.kind === 'hole') {
            const inHole = { ...inside, takesText: false }
            value(part.value, { ...inHole, asked: part.filters.some(isDefault) })
            let piped = part.value
            for (const filter of part.filters) {
              piped = {
                kind: 'call',
                name: filter.name,
                args: [piped, ...filter.args],
                at: filter.at,
              }
              visit(table.values, piped, inHole)
              values(filter.args, inHole)
            }
          }
        break
      case 'call':
        for (const [index, arg] of node.args.entries())
          value(arg, { ...inside, takesText: false, asked: index === 0 && isDefault(node) })
        break
      case 'list':
        values(node.items, { ...inside, beside: place.beside })
        break
      case 'map':
        values(
          node.entries.map((entry) => entry.value),
          inside,
        )
        break
      case 'sum':
        values([node.left, node.right], inside)
    }
  }
  const literals = (node: object, place: Place): void => values(ownLiterals(node), place)
  const entries = (map: MapLiteral, place: Place): void =>
    values(
      map.entries.map((entry) => entry.value),
      place,
    )
  const paths = (by: readonly Path[], place: Place): void => values(by, place)

  const window = (ref: WindowRef, place: Place): void => {
    ask(table.windows, ref, place)
    if (ref.kind === 'inline') {
      ask(table.spans, ref.span, place)
      zone(ref.zone, place)
    }
  }

  function condition(node: Expr, place: Place): void {
    visit(table.conditions, node, place)
    switch (node.kind) {
      case 'and':
      case 'or': {
        // The next part is asked only where those before it held, or did not.
        const scope = place.scope.inner()
        for (const part of node.parts) {
          condition(part, { ...place, scope })
          scope.guard(presentWhere(part, node.kind === 'and'))
        }
        break
      }
      case 'not':
      case 'paren':
        condition(node.of, place)
        break
      case 'has':
        value(node.path, { ...place, asked: true })
        break
      case 'matches':
        // A pattern stands beside it as a text would.
        value(node.left, { ...place, beside: { kind: 'text', parts: [], block: false, at: node.patternAt } })
        break
      case 'compare':
      case 'contains':
      case 'starts with':
      case 'ends with':
      case 'in':
        value(node.left, { ...place, beside: node.right })
        value(node.right, { ...place, beside: node.left })
        break
      case 'during':
        window(node.window, place)
        break
      case 'truth':
        if (node.value.kind === 'path') value(node.value, place)
        break
      case 'distinct':
        value(node.path, { ...place, windows: 'counted' })
        if (node.of) condition(node.of, { ...place, windows: 'counted' })
        paths(node.by, place)
        break
      case 'count':
        if (node.of) condition(node.of, { ...place, windows: 'counted' })
        paths(node.by, place)
    }
  }

  /** @returns what is there at its end */
  function through(node: Block, place: Place): Scope {
    const scope = place.scope.inner()
    for (const one of node.steps) step(one, { ...place, scope, running: true })
    return scope
  }
  function block(node: Block, place: Place): Way {
    return { block: node, present: through(node, place).present() }
  }
  function handlers(all: readonly Handler[], place: Place): readonly Way[] {
    return all.map((one) => {
      const inside = {
        ...place,
        statement: one.at,
        failing: place.failing || isOfFailure(one.event, place.step?.kind ?? null),
      }
      ask(table.handlers, one, inside)
      return block(one.block, inside)
    })
  }
  function clause(node: Clause, place: Place, own: Scope): void {
    visit(table.clauses, node, place)
    literals(node, place)
    switch (node.kind) {
      case 'with':
        for (const entry of node.map.entries) {
          const isHeaders = place.step?.kind === 'http' && entry.key === 'headers' && entry.value.kind === 'map'
          if (isHeaders && entry.value.kind === 'map') entries(entry.value, { ...place, secretAllowed: true })
          else value(entry.value, place)
        }
        break
      case 'verify':
        condition(node.condition, { ...place, scope: own })
        break
      case 'rollback':
        block(node.block, { ...place, scope: own })
    }
  }
  function step(node: Step, outer: Place): void {
    const place = { ...outer, step: node, statement: node.at }
    visit(table.steps, node, place)
    literals(node, place)
    switch (node.kind) {
      case 'notify':
        values(node.targets, place)
        break
      case 'approve':
        values(node.by, place)
        break
      case 'escalate':
        value(node.target, place)
        break
      case 'wait until':
        condition(node.condition, place)
        break
      case 'call step':
        values(
          node.args.map((arg) => arg.value),
          place,
        )
        break
      case 'http':
        value(node.url, place)
        break
      case 'if':
        arms(node, place)
        break
      case 'for each':
        value(node.list, { ...place, takesText: false })
        break
      case 'repeat':
        if (node.until) condition(node.until, place)
        break
      case 'set':
        value(node.value, place)
        break
      case 'end':
        if (node.message) value(node.message, place)
    }
    const ways = (node.kind === 'if' ? [] : bodiesOf(node)).map((body) => {
      const scope = place.scope.inner()
      if (node.kind === 'for each') scope.defineWithin(node.name.text)
      return block(body, { ...place, scope })
    })
    const own = place.scope.inner()
    for (const name of namesOf(node)) own.define(name)
    for (const one of node.clauses) clause(one, place, own)
    const handled = handlers(node.handlers, { ...place, scope: own })
    for (const name of namesOf(node))
      if (node.kind === 'set') place.scope.define(name)
      else place.scope.defineFixed(name)
    if (node.kind === 'parallel') place.scope.guard(presentAfterAll(node, ways, handled))
  }

  /** Each arm is asked, and done, where those before it did not hold. */
  function arms({ arms, otherwise }: If, place: Place): void {
    const before = place.scope.inner()
    const ways = arms.map((arm): Way => {
      condition(arm.condition, { ...place, scope: before, statement: arm.condition.at })
      const scope = before.guarding(presentWhere(arm.condition, true))
      const way = block(arm.block, { ...place, scope })
      const present = way.present.union(scope.present()).union(before.present())
      before.guard(presentWhere(arm.condition, false))
      return { block: arm.block, present }
    })
    const last = otherwise ? block(otherwise, { ...place, scope: before.inner() }).present : new Set<string>()
    ways.push({ block: otherwise, present: last.union(before.present()) })
    // Behind `if not has x.y { end }` it is there, and behind `if not has x { set x = … }`.
    place.scope.guard(presentAfterOne(ways))
  }

  function trigger(node: Trigger, place: Place): void {
    visit(table.triggers, node, place)
    literals(node, place)
    if (node.kind === 'cron') zone(node.zone, place)
    if (node.kind === 'absence') {
      condition(node.of, { ...place, windows: 'never' })
      paths(node.by, place)
    }
    if (node.kind === 'sequence') {
      paths(node.by, place)
      for (const event of node.events) {
        condition(event.where, { ...place, statement: event.at, windows: 'never' })
        if (event.kind === 'event') place.scope.defineFixed(event.name.text)
      }
    }
  }
  function item(node: RuleItem, outer: Place): void {
    const place = { ...outer, statement: node.at }
    visit(table.items, node, place)
    literals(node, place)
    switch (node.kind) {
      case 'meta':
        entries(node.map, place)
        break
      case 'on':
        trigger(node.trigger, place)
        break
      case 'when':
      case 'suppress when':
        condition(node.condition, { ...place, windows: 'rising' })
        break
      case 'group':
      case 'dedup':
      case 'throttle':
      case 'suppress while':
        paths(node.by, place)
        break
      case 'then':
        block(node.block, place)
        break
      case 'handler':
        handlers([node], { ...place, scope: place.scope.withAll() })
    }
  }

  visit(table.declarations, declaration, start)
  switch (declaration.kind) {
    case 'const':
      value(declaration.value, start)
      break
    case 'condition':
      condition(declaration.expr, start)
      break
    case 'connection':
      entries(declaration.config, { ...start, secretAllowed: true })
      break
    case 'template':
      value(declaration.text, start)
      break
    case 'window':
      zone(declaration.zone, start)
      for (const line of declaration.lines) {
        const place = { ...start, statement: line.at }
        if (line.kind === 'except') values(line.dates, place)
        else ask(table.spans, line, place)
      }
      break
    case 'schedule':
      zone(declaration.zone, start)
      for (const level of declaration.levels) {
        const { rota, people, at } = level
        const place = { ...start, statement: at }
        literals(level, place)
        literals(rota, place)
        if (rota.kind === 'during') window(rota.window, place)
        if (rota.kind === 'rotate') value(rota.from, place)
        values(people, place)
      }
      break
    case 'inhibit':
      condition(declaration.source, { ...start, windows: 'never' })
      condition(declaration.mutes, { ...start, windows: 'never' })
      paths(declaration.by, start)
      break
    case 'playbook': {
      for (const param of declaration.params) {
        const place = { ...start, statement: param.at }
        ask(table.params, param, place)
        if (param.value) value(param.value, place)
        start.scope.define(param.name.text)
      }
      if (declaration.meta) entries(declaration.meta, start)
      // Its handlers run behind the steps, so what these have asked holds there too.
      const scope = through(declaration.block, start)
      handlers(declaration.handlers, { ...start, scope: scope.withAll() })
      break
    }
    case 'rule': {
      // Handlers run after `then`, wherever they are written.
      const order = (one: RuleItem) => (one.kind === 'on' ? 0 : one.kind === 'handler' ? 2 : 1)
      for (const one of declaration.items.toSorted((a, b) => order(a) - order(b))) item(one, start)
      break
    }
    case 'test':
      for (const one of declaration.items) {
        const place = { ...start, statement: one.at }
        literals(one, place)
        ask(table.testItems, one, place)
        if (one.kind === 'at') {
          value(one.time, place)
          zone(one.zone, place)
        }
        if (one.kind === 'given') entries(one.map, place)
        if (one.kind === 'given silence') condition(one.condition, { ...place, windows: 'never' })
        if (one.kind === 'given webhook') entries(one.body, place)
        if (one.kind === 'mock') value(one.returns, place)
      }
  }
}
