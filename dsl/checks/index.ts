/** All checks on one page: from kind of node to the functions that look at it. One file a family of findings. */
import type { Problem } from '../model/problems.ts'
import type { Declaration } from '../syntax/ast.ts'
import type { Fault } from '../syntax/fault.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { problemOf } from '../syntax/problem.ts'
import { refuse } from './capabilities.ts'
import { hasFewClauses } from './clause-count.ts'
import { tailIsLegal, waitEnds } from './clauses.ts'
import { loopsOverList, matchesText, membershipFits, sidesCompare, sumAdds } from './comparisons.ts'
import { isNotItsOwnPart, memberIsThere, metaIsConstant } from './constants.ts'
import * as duplicates from './duplicates.ts'
import { fieldIsKnown, triggerHasAlert, waitHasAlert } from './fields.ts'
import { type FileSet, fileSet } from './file-set.ts'
import { guardedIn } from './guards.ts'
import { groupOptionsStandOnce, itemsStandOnce, playbookHandlersAreLegal } from './items.ts'
import type { Known } from './known.ts'
import {
  dateExists,
  durationIsReal,
  hoursExist,
  numberIsFinite,
  patternIsRe2,
  rotationsMove,
  zoneExists,
} from './literals.ts'
import { refIsKnown, rootIsKnown, truthIsKnown, windowIsKnown } from './names.ts'
import type { Place } from './place.ts'
import { definedIn, Scope } from './scope.ts'
import { holdsNoSecret, secretStandsAlone } from './secrets.ts'
import type { Table } from './table.ts'
import { isUsed } from './unused.ts'
import * as uses from './uses.ts'
import { walk } from './walk.ts'
import * as wholes from './whole-numbers.ts'

export { refuse } from './capabilities.ts'
export type { Known } from './known.ts'

const named = [duplicates.nameIsFree, duplicates.nameIsAllowed]
const step = [tailIsLegal, duplicates.stepNamesAreFree]

export const checks: Table = {
  declarations: {
    use: [uses.fileIsThere],
    const: [...named, isNotItsOwnPart, isUsed],
    condition: [...named, isNotItsOwnPart],
    connection: named,
    template: [...named, isUsed],
    window: named,
    schedule: [...named, wholes.levelsAreWhole, rotationsMove],
    inhibit: named,
    playbook: [...named, duplicates.paramsAreFree, playbookHandlersAreLegal],
    rule: [...named, itemsStandOnce],
    test: named,
  },
  items: {
    meta: [metaIsConstant],
    disabled: [],
    priority: [wholes.priorityIsWhole],
    on: [],
    when: [],
    group: [groupOptionsStandOnce],
    dedup: [],
    throttle: [],
    'suppress when': [],
    'suppress while': [],
    // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the language; nobody awaits this table.
    then: [],
    stop: [],
    handler: [],
  },
  triggers: {
    alert: [],
    manual: [],
    every: [],
    cron: [],
    webhook: [],
    absence: [],
    sequence: [duplicates.aliasesAreFree],
  },
  steps: {
    notify: [...step, uses.roomIsReached],
    escalate: step,
    'ticket create': step,
    'ticket update': step,
    'ticket close': step,
    'wait for': [...step, waitEnds, waitHasAlert],
    'wait until': [...step, waitEnds],
    approve: [...step, waitEnds],
    run: [...step, uses.remediationIsKnown],
    'call step': [...step, uses.playbookIsKnown],
    http: step,
    parallel: step,
    if: step,
    'for each': [...step, duplicates.loopNameIsFree, loopsOverList, wholes.itemsAreWhole],
    repeat: [...step, wholes.timesAreWhole],
    set: [...step, duplicates.variableIsFree],
    sleep: step,
    end: step,
  },
  clauses: {
    via: [uses.connectionsAreKnown],
    using: [uses.templateIsKnown],
    with: [uses.memberIsMeant],
    as: [],
    level: [wholes.levelIsWhole],
    'up to': [],
    timeout: [],
    expires: [],
    retry: [wholes.retriesAreWhole],
    verify: [],
    rollback: [],
    expect: [wholes.statusesAreWhole],
  },
  handlers: [],
  conditions: {
    and: [hasFewClauses],
    or: [hasFewClauses],
    not: [],
    paren: [],
    has: [],
    compare: [sidesCompare],
    matches: [patternIsRe2, matchesText],
    contains: [membershipFits],
    'starts with': [membershipFits],
    'ends with': [membershipFits],
    in: [membershipFits],
    during: [],
    truth: [truthIsKnown],
    count: [],
    distinct: [],
  },
  values: {
    text: [holdsNoSecret],
    number: [numberIsFinite],
    duration: [durationIsReal],
    size: [numberIsFinite],
    percent: [numberIsFinite],
    boolean: [],
    none: [],
    date: [dateExists],
    datetime: [dateExists],
    handle: [uses.handleIsKnown],
    path: [rootIsKnown, memberIsThere, fieldIsKnown, triggerHasAlert, secretStandsAlone],
    ref: [refIsKnown],
    call: [uses.functionIsKnown],
    list: [],
    map: [],
    sum: [sumAdds],
  },
  windows: [windowIsKnown],
  spans: [hoursExist],
  zones: [zoneExists],
}

export interface CheckOptions {
  /** Also tell, as E901, of what this build does not execute. */
  readonly executed?: boolean
}

/** Everything that is wrong with a rule set, by file and place: what does not read first of all. At most one error per statement. */
export function check(
  files: readonly ParsedFile[],
  known: Known,
  { executed = true }: CheckOptions = {},
): readonly Problem[] {
  const set = fileSet(files)
  const refused = executed ? refuse(files) : []
  return files.flatMap((parsed) => {
    const found = parsed.declarations.flatMap((declaration) => checkDeclaration(declaration, parsed, set, known))
    const all = [...parsed.problems, ...found, ...refused.filter((problem) => problem.file === parsed.file)]
    return all.toSorted((a, b) => a.range.start.offset - b.range.start.offset)
  })
}

/** What is wrong with one declaration, seen with its file set. At most one error per statement. */
export function checkDeclaration(
  declaration: Declaration,
  parsed: ParsedFile,
  files: FileSet,
  known: Known,
): Problem[] {
  const faults: { readonly fault: Fault; readonly statement: number }[] = []
  const start: Place = {
    parsed,
    files,
    known,
    declaration,
    step: null,
    statement: declaration.at,
    scope: new Scope(definedIn(declaration), guardedIn(declaration, parsed.tokens)),
    secretAllowed: false,
    asked: false,
    beside: null,
  }
  // The place at hand is the caller's, so each statement's faults arrive under its own start.
  walk(declaration, start, checks, (fault, place) => faults.push({ fault, statement: place.statement.start }))
  const told = new Set<number>()
  return faults.flatMap(({ fault, statement }) => {
    const isError = !fault.id.startsWith('W')
    if (isError && told.has(statement)) return []
    if (isError) told.add(statement)
    return [problemOf(fault, parsed.file, parsed.lines)]
  })
}
