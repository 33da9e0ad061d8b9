import { watch } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import colors from 'picocolors'
import { report } from '../../dsl/service/report.ts'
import { coverageOf } from '../../dsl/simulate/coverage.ts'
import { junitOfProblems, junitXml, type TimedOutcome } from '../../dsl/simulate/junit.ts'
import { rulesOf, testsOf } from '../../dsl/simulate/run-tests.ts'
import { shown } from '../../dsl/simulate/simulate.ts'
import { coverageReport, failureReport, placeOf, unusedMockLines } from '../../dsl/simulate/test-report.ts'
import { notLoadedNote } from './not-loaded.ts'
import { onDisk } from './on-disk.ts'
import { print, printJson, tell } from './print.ts'
import { reportProblems } from './report-problems.ts'
import { type NamedRules, readRules } from './rule-set.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface TestOptions {
  readonly watch?: boolean
  readonly junit?: string
  readonly coverage?: boolean
  readonly json?: boolean
}

/** Runs the tests that stand in rule files. */
export const test: Verb = {
  name: 'test',
  summary: 'run the tests in rule files, in virtual time, without sending anything',
  setUp: (command) => {
    command
      .argument('[file...]', 'rule files, or folders of them', ['.'])
      .option('--watch', 'run again whenever one of the files changes')
      .option('--junit <file>', 'also write the results as JUnit XML')
      .option('--coverage', 'also tell which rules, steps and handlers no test reached')
      .option('--json', 'print the results as one JSON object')
      .addHelpText('after', '\nExit code: 0 all passed, 1 a test failed, 2 the rules have errors or there is no test.')
      .action(run)
  },
}

async function run(paths: readonly string[], options: TestOptions): Promise<void> {
  const first = await readRules(paths)
  process.exitCode = await once(first, options)
  if (options.watch) await again(paths, options, first)
}

/** @returns the exit code */
async function once(rules: NamedRules, options: TestOptions): Promise<number> {
  const { files, named, errors, textOf } = rules
  if (errors.length > 0) {
    const junit = () => junitOfProblems(errors, (problem) => report(problem, textOf(problem.file)))
    await writeJunit(options.junit, junit)
    if (options.json) printJson({ problems: errors })
    else reportProblems(errors, textOf)
    tell('tocsin: Rules with errors cannot be tested.')
    return 2
  }
  const isNamed = (file: string) => named.has(file)
  const results = [...timed(testsOf(files, isNamed))]
  const failed = results.filter(({ outcome }) => outcome.failures.length > 0)
  await writeJunit(options.junit, () => junitXml(results, textOf))
  const coverage = options.coverage
    ? coverageOf(
        rulesOf(files, isNamed),
        results.map(({ outcome }) => outcome),
      )
    : null
  const passed = results.length - failed.length
  if (options.json)
    printJson({
      passed,
      failed: failed.length,
      tests: results.map((result) => shownResult(result, textOf)),
      ...(coverage && { coverage }),
    })
  else {
    for (const { outcome } of results) {
      const { failures, script } = outcome
      if (failures.length === 0) {
        print(`${colors.green('✓')} ${script.name}  ${colors.dim(script.file)}`)
        for (const line of unusedMockLines(outcome, textOf)) print(colors.dim(line))
      } else {
        print(`${colors.red('✗')} ${colors.bold(script.name)}  ${colors.dim(placeOf(outcome, script.at, textOf))}`)
        for (const line of failureReport(outcome, textOf)) print(line)
      }
    }
    const note = notLoadedNote(rules.notLoaded)
    if (note !== null) print(colors.yellow(note))
    if (coverage) print(coverageReport(coverage).join('\n'))
    const count = `${results.length} ${results.length === 1 ? 'test' : 'tests'}: ${passed} passed, ${failed.length} failed`
    print((failed.length > 0 ? colors.red : colors.green)(count))
  }
  if (results.length > 0) return failed.length > 0 ? 1 : 0
  tell('tocsin: There is no test in these files.\n  Next: docs/language.md, "Tests", shows how to write one.')
  return 2
}

/** @throws {VerbFailed} when it can't be written */
async function writeJunit(file: string | undefined, xml: () => string): Promise<void> {
  if (file === undefined) return
  await writeFile(onDisk(file), xml()).catch((error: NodeJS.ErrnoException) => {
    throw new VerbFailed(`${file} can't be written (${error.code}).`, 'name a file in a folder that exists.')
  })
}

function* timed(runs: ReturnType<typeof testsOf>): Generator<TimedOutcome> {
  for (const runOne of runs) {
    const start = performance.now()
    const outcome = runOne()
    yield { outcome, seconds: (performance.now() - start) / 1_000 }
  }
}

function shownResult({ outcome, seconds }: TimedOutcome, textOf: NamedRules['textOf']) {
  const { script, failures, trace, ms } = outcome
  return {
    name: script.name,
    file: script.file,
    place: placeOf(outcome, script.at, textOf),
    passed: failures.length === 0,
    seconds,
    virtual_ms: ms,
    failures: failures.map(({ at, message, details }) => ({ place: placeOf(outcome, at, textOf), message, details })),
    unused_mocks: outcome.unusedMocks.map(({ at, mock }) => ({ place: placeOf(outcome, at, textOf), mock })),
    trace: failures.length > 0 ? shown(trace, outcome) : [],
  }
}

/** Editors save by several writes; one run for all of them. */
const settleMs = 100

/** Runs again after each change, until the process is ended. */
async function again(paths: readonly string[], options: TestOptions, first: NamedRules): Promise<never> {
  const folders = new Set(first.files.map(({ file }) => dirname(file)))
  let wake: () => void = () => undefined
  for (const folder of folders)
    watch(onDisk(folder), (_event, name) => {
      if (name === null || name.endsWith('.rule')) wake()
    })
  print(colors.dim('Waiting for changes; Ctrl+C ends.'))
  for (;;) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
    await new Promise((resolve) => setTimeout(resolve, settleMs))
    print('')
    try {
      process.exitCode = await once(await readRules(paths), options)
    } catch (error) {
      if (!(error instanceof VerbFailed)) throw error
      print(colors.red(error.message))
    }
  }
}
