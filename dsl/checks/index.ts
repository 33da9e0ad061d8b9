/** All checks on one page: from kind of node to the functions that look at it. One file a family of findings. */
import type { Capabilities } from '../model/capabilities.ts'
import { severityOf } from '../model/catalogue/index.ts'
import type { Problem } from '../model/problems.ts'
import type { Span } from '../model/span.ts'
import type { Declaration } from '../syntax/ast.ts'
import type { Fault } from '../syntax/fault.ts'
import type { Broken, ParsedFile } from '../syntax/parsed-file.ts'
import { problemOf } from '../syntax/problem.ts'
import { addressIsOne, addressIsPublic, requestMemberIsKnown } from './addresses.ts'
import { argumentsHaveTypes } from './arguments.ts'
import { calledHasAlert } from './called.ts'
import { callEnds } from './calls.ts'
import { refuse } from './capabilities.ts'
import { bounded } from './bounded.ts'
import { hasFewClauses } from './clause-count.ts'
import { tailIsLegal, waitEnds } from './clauses.ts'
import { cronIsOnce, hoursAreOnce, testTimeIsOnce } from './clock-changes.ts'
import { loopsOverList, matchesText, membershipFits, sidesCompare, sumAdds } from './comparisons.ts'
import {
  armsMayDiffer,
  conditionMayDiffer,
  loopMayDiffer,
  namedMayDiffer,
  verifyMayDiffer,
  waitMayDiffer,
} from './constant-conditions.ts'
import { memberIsThere, metaIsConstant } from './constants.ts'
import { somebodyIsOnCall } from './coverage-of-week.ts'
import { quorumIsReached, quorumIsWhole } from './approvals.ts'
import * as duplicates from './duplicates.ts'
import { failuresAreHeard, stepsAreReached } from './endings.ts'
import { fieldIsKnown, triggerHasAlert, waitHasAlert } from './fields.ts'
import { type FileSet, fileSet } from './file-set.ts'
import { groupOptionsStandOnce, itemsStandOnce, playbookHandlersAreLegal } from './items.ts'
import { givenSeverityIsOne } from './given-severity.ts'
import type { Known } from './known.ts'
import { isNotItsOwnPart, staysSmall } from './own-part.ts'
import {
  dateExists,
  durationIsReal,
  hoursExist,
  numberIsFinite,
  patternIsRe2,
  rotationsMove,
  zoneExists,
} from './literals.ts'
import { levelIsThere, levelsNamePeople, levelsRise, levelsStandOnce } from './ladders.ts'
import { labelIsSeen, ruleTakesSome, windowIsKept } from './live-data.ts'
import { refIsKnown, rootIsKnown, truthIsKnown, windowIsKnown } from './names.ts'
import * as noTime from './no-time.ts'
import { argumentsFit, paramHasType } from './params.ts'
import { outcomeIsOne } from './outcomes.ts'
import { startOf } from './place.ts'
import {
  errorIsAround,
  fieldHasParts,
  requestIsThere,
  resultHasMember,
  runIsThere,
  valueHasParts,
} from './references.ts'
import { connectionsAreNamedOnce, targetsAreNamedOnce } from './repeated.ts'
import { startsBeforeTheEnd } from './resolved-starts.ts'
import { holdsNoSecret, keysAreSecret, secretStandsAlone } from './secrets.ts'
import { shadowed } from './shadowed.ts'
import type { Table } from './table.ts'
import { targetsAreSomebody } from './targets.ts'
import { templateHasNames } from './template-names.ts'
import { testItemIsMeant } from './test-items.ts'
import { holesAreFew, holesHaveTwoBraces } from './texts.ts'
import { systemIsKnown, ticketIsOne } from './tickets.ts'
import { cronIsValid, everyPasses, guardsHaveAnEvent } from './triggers.ts'
import { sidesMayDiffer, textMayDiffer, truthMayHold, wordsAreCompared } from './truths.ts'
import { isUsed } from './unused.ts'
import * as uses from './uses.ts'
import { variableKeepsType } from './variables.ts'
import { walk } from './walk.ts'
import * as wholes from './whole-numbers.ts'
import { countsAlertsOnly, namedWindowFits, windowFits } from './windows.ts'

export { refuse } from './capabilities.ts'
export type { Known } from './known.ts'

const named = [duplicates.nameIsFree, duplicates.nameIsAllowed, duplicates.nameIsShort]
const step = [tailIsLegal, duplicates.stepNamesAreFree]

export const checks: Table = {
  declarations: {
    use: [uses.fileIsThere],
    const: [...named, isNotItsOwnPart, staysSmall, isUsed],
    condition: [...named, isNotItsOwnPart, staysSmall, namedMayDiffer, isUsed],
    connection: [...named, keysAreSecret],
    template: [...named, isUsed],
    window: [...named, hoursAreOnce, isUsed],
    schedule: [
      ...named,
      wholes.levelsAreWhole,
      levelsStandOnce,
      levelsNamePeople,
      levelsRise,
      rotationsMove,
      somebodyIsOnCall,
    ],
    inhibit: named,
    playbook: [...named, duplicates.paramsAreFree, playbookHandlersAreLegal, stepsAreReached, staysSmall, isUsed],
    rule: [...named, itemsStandOnce, stepsAreReached, failuresAreHeard, ruleTakesSome],
    test: [...named, testTimeIsOnce],
  },
  params: [paramHasType],
  items: {
    meta: [metaIsConstant],
    disabled: [],
    priority: [wholes.priorityIsWhole],
    on: [],
    when: [conditionMayDiffer, startsBeforeTheEnd],
    group: [groupOptionsStandOnce, noTime.groupLasts],
    dedup: [noTime.dedupLasts],
    throttle: [wholes.throttleIsWhole, noTime.throttleLasts],
    'suppress when': [conditionMayDiffer],
    'suppress while': [uses.ruleIsDeclared],
    // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the language; nobody awaits this table.
    then: [],
    stop: [],
    handler: [],
  },
  triggers: {
    alert: [],
    manual: [],
    every: [everyPasses],
    cron: [cronIsValid, cronIsOnce],
    webhook: [],
    absence: [noTime.absenceLasts],
    sequence: [duplicates.aliasesAreFree, guardsHaveAnEvent, noTime.sequenceHolds],
  },
  steps: {
    notify: [...step, uses.roomIsReached, targetsAreNamedOnce, targetsAreSomebody],
    escalate: [...step, levelIsThere],
    'ticket create': [...step, systemIsKnown],
    'ticket update': [...step, ticketIsOne],
    'ticket close': [...step, ticketIsOne],
    'wait for': [...step, waitEnds, waitHasAlert],
    'wait until': [...step, waitEnds, waitMayDiffer],
    approve: [...step, waitEnds, quorumIsWhole, quorumIsReached, targetsAreNamedOnce],
    run: [...step, uses.remediationIsKnown],
    'call step': [...step, uses.playbookIsKnown, argumentsFit, callEnds, calledHasAlert],
    http: [...step, addressIsPublic, addressIsOne],
    parallel: step,
    if: [...step, armsMayDiffer],
    'for each': [...step, duplicates.loopNameIsFree, loopsOverList, wholes.itemsAreWhole],
    repeat: [...step, wholes.timesAreWhole, noTime.pausePasses, loopMayDiffer],
    set: [...step, duplicates.variableIsFree, variableKeepsType],
    sleep: [...step, noTime.sleepPasses],
    end: step,
  },
  clauses: {
    via: [uses.connectionsAreKnown, connectionsAreNamedOnce],
    using: [uses.templateIsKnown, templateHasNames],
    with: [uses.memberIsMeant, requestMemberIsKnown],
    as: [],
    level: [wholes.levelIsWhole],
    'up to': [noTime.limitPasses],
    timeout: [noTime.limitPasses],
    expires: [noTime.limitPasses],
    retry: [wholes.retriesAreWhole, noTime.backoffFits],
    verify: [verifyMayDiffer],
    rollback: [],
    expect: [wholes.statusesAreWhole, wholes.statusesExist],
  },
  handlers: [],
  conditions: {
    and: [hasFewClauses],
    or: [hasFewClauses, wordsAreCompared],
    not: [],
    paren: [],
    has: [],
    compare: [sidesCompare, sidesMayDiffer, outcomeIsOne],
    matches: [patternIsRe2, matchesText, textMayDiffer],
    contains: [membershipFits, sidesMayDiffer],
    'starts with': [membershipFits, sidesMayDiffer],
    'ends with': [membershipFits, sidesMayDiffer],
    in: [membershipFits, sidesMayDiffer, outcomeIsOne],
    during: [],
    truth: [truthIsKnown, truthMayHold, namedWindowFits],
    count: [wholes.boundIsSmall, noTime.windowHolds, windowFits, windowIsKept],
    distinct: [wholes.boundIsSmall, noTime.windowHolds, windowFits, windowIsKept],
  },
  values: {
    text: [holdsNoSecret, holesAreFew, holesHaveTwoBraces],
    number: [numberIsFinite],
    duration: [durationIsReal],
    size: [numberIsFinite],
    percent: [numberIsFinite],
    boolean: [],
    none: [],
    date: [dateExists],
    datetime: [dateExists],
    handle: [uses.handleIsKnown],
    path: [
      rootIsKnown,
      memberIsThere,
      fieldIsKnown,
      fieldHasParts,
      resultHasMember,
      valueHasParts,
      errorIsAround,
      runIsThere,
      requestIsThere,
      triggerHasAlert,
      secretStandsAlone,
      countsAlertsOnly,
      labelIsSeen,
    ],
    ref: [refIsKnown, countsAlertsOnly],
    call: [uses.functionIsKnown, argumentsHaveTypes],
    list: [],
    map: [],
    sum: [sumAdds],
  },
  windows: [windowIsKnown],
  spans: [hoursExist],
  zones: [zoneExists],
  testItems: [testItemIsMeant, givenSeverityIsOne],
}

export interface CheckOptions {
  /** Also tell, as E901, of what this build does not execute when it is loaded; or of what is not in this list. */
  readonly executed?: boolean | Capabilities
  /** Also look for rules that others leave nothing to (W501), which takes the whole set. */
  readonly wide?: boolean
}

/** Everything that is wrong with a rule set, by file and place: what does not read first of all. At most one error per statement. */
export function check(
  files: readonly ParsedFile[],
  known: Known,
  { executed = true, wide = true }: CheckOptions = {},
): readonly Problem[] {
  const set = bounded(fileSet(files))
  const refused = executed === false ? [] : refuse(files, executed === true ? undefined : executed)
  const over = wide ? shadowed(set) : []
  return files.flatMap((parsed) => {
    const found = [
      ...parsed.declarations.flatMap((declaration) => checkDeclaration(declaration, parsed, set, known)),
      ...checkParts(parsed.broken, parsed, set, known),
    ]
    const all = [
      ...parsed.problems,
      ...found,
      ...[...refused, ...over].filter((problem) => problem.file === parsed.file),
    ]
    return all.toSorted((a, b) => a.range.start.offset - b.range.start.offset)
  })
}

/** Errors that may only follow from a statement that was left out. */
const mayFollow = new Set(['E204', 'E209', 'E210'])

/** What is wrong in the statements that read of declarations that do not read as a whole. */
export function checkParts(broken: readonly Broken[], parsed: ParsedFile, files: FileSet, known: Known): Problem[] {
  return broken.flatMap(({ part, lost }) =>
    part
      ? checkDeclaration(part, parsed, files, known).filter(
          ({ code, severity, args }) =>
            severity === 'error' && !mayFollow.has(code) && !(code === 'E203' && lost.includes(String(args.name))),
        )
      : [],
  )
}

/** What is wrong with one declaration, seen with its file set. At most one error per statement. */
export function checkDeclaration(
  declaration: Declaration,
  parsed: ParsedFile,
  files: FileSet,
  known: Known,
): Problem[] {
  const faults: { readonly fault: Fault; readonly statement: Span }[] = []
  const start = startOf(declaration, { parsed, files, known })
  // The place at hand is the caller's, so each statement's faults arrive under its own start.
  walk(declaration, start, checks, (fault, place) => faults.push({ fault, statement: place.statement }))
  const unread = parsed.problems.map((problem) => problem.range.start.offset)
  const told = new Set<number>()
  return faults.flatMap(({ fault, statement: { start, end } }) => {
    // What does not read is the first thing to mend; the rest may follow from it.
    if (unread.some((offset) => start <= offset && offset < end)) return []
    const statement = start
    const isError = severityOf(fault.id) === 'error'
    if (isError && told.has(statement)) return []
    if (isError) told.add(statement)
    return [problemOf(fault, parsed.file, parsed.lines)]
  })
}
