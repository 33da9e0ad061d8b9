import { describe, expect, test } from 'vitest'
import { fields } from '../../dsl/checks/field-names.ts'
import { check, checks, refuse } from '../../dsl/checks/index.ts'
import { functions } from '../../dsl/compile/functions.ts'
import { compile } from '../../dsl/compile/index.ts'
import { format } from '../../dsl/format/index.ts'
import { capabilities, simulated } from '../../dsl/model/capabilities.ts'
import { paramTypes } from '../../dsl/model/param-types.ts'
import { durationText } from '../../dsl/model/value-text.ts'
import { failureReport } from '../../dsl/simulate/test-report.ts'
import { constantWords, hardWords, softWords } from '../../dsl/syntax/keywords.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { runTests } from '../support/run-tests.ts'
import { blocksOf, codeIn, readPage, tableOf } from './page.ts'

const page = readPage('language.md')
const blocks = blocksOf(page, 'rule')
const notExecuted = blocks.filter(({ info }) => info === 'not-executed')
const simulatedOnly = blocks.filter(({ info }) => info === 'simulated')
const executed = blocks.filter(({ info }) => info !== 'not-executed' && info !== 'simulated')
const shared = executed.filter(({ info }) => info !== '').map(({ info, text }) => parse(text, info))
const ownFile = (info: string) => info || 'example.rule'

describe('the examples', () => {
  test.each(executed.map((block) => [block.line, block] as const))('line %i is executed', (_line, block) => {
    const file = ownFile(block.info)
    const files = [...shared.filter((one) => one.file !== file), parse(block.text, file)]
    expect(check(files, {}).filter((problem) => problem.file === file && problem.code !== 'W507')).toEqual([])
    expect(() => compile(files, 'ruleset_docs')).not.toThrow()
  })
  test('hold tests, which pass', () => {
    const tried = [...executed, ...simulatedOnly]
    const files = tried.map(({ text, line }) => parse(text, `line-${line}.rule`))
    const outcomes = runTests(files, () => true)
    const textOf = (file: string) => tried.find(({ line }) => file === `line-${line}.rule`)?.text ?? ''
    expect(outcomes.length).toBeGreaterThanOrEqual(3)
    expect(outcomes.flatMap((outcome) => failureReport(outcome, textOf))).toEqual([])
    const used = new Set(outcomes.flatMap(({ script }) => script.actions.map(({ kind }) => kind)))
    expect(used.size).toBe(13)
    const facts = outcomes.flatMap(({ script }) =>
      script.actions.flatMap((action) => (action.kind === 'expect' ? [action.fact.kind] : [])),
    )
    expect([...new Set(facts)].sort()).toEqual([...capabilities.testFacts].sort())
  })
  test.each(simulatedOnly.map(({ line, text }) => [line, text] as const))('line %i is simulated', (_line, text) => {
    const file = parse(text, 'a.rule')
    expect(check([file], {}, { executed: simulated }).filter(({ code }) => code !== 'W507')).toEqual([])
    expect(refuse([file])).not.toEqual([])
  })
  test.each([...executed, ...simulatedOnly].map((block) => [block.line, block] as const))(
    'line %i is as fmt writes it',
    (_line, { text }) => {
      expect(format(text)).toEqual({ kind: 'formatted', text })
    },
  )
  test('of what is not executed are sound but for that', () => {
    const problems = notExecuted.flatMap(({ text }) => check([parse(text, 'a.rule')], {}, { executed: false }))
    expect(problems).toEqual([])
  })
  test('execute every word of this build', () => {
    const text = executed.map((block) => block.text).join('\n')
    const words = [...capabilities.steps, ...capabilities.clauses, ...capabilities.groupOptions]
    for (const word of words) expect(text).toContain(word)
  })
})

test('every word of the language stands in an example that runs', () => {
  // One day of the week and one method stand for all.
  const shown = new Set(
    [...executed, ...simulatedOnly].flatMap(({ text }) => parse(text, 'a.rule').tokens.map((token) => token.text)),
  )
  const words = [...hardWords, ...softWords, ...constantWords].filter((word) => !/^[A-Z]+$/u.test(word))
  expect(words.filter((word) => !shown.has(word))).toEqual([])
})

describe('the list of what is not executed', () => {
  const listed = tableOf(page, 'word').flatMap(([word = '']) => codeIn(word))
  const told = notExecuted.flatMap(({ text }) => refuse([parse(text, 'a.rule')])).map(({ args }) => String(args.what))
  test('has an example for each word, and no other', () => {
    expect([...new Set(told)].sort()).toEqual([...listed].sort())
  })
  test('has whatever the language knows and this build does not', () => {
    const missing = (known: Readonly<Record<string, unknown>>, here: readonly string[]) =>
      Object.keys(known).filter((word) => !here.includes(word))
    const wanted = [
      ...missing(checks.declarations, capabilities.declarations),
      ...missing(checks.items, capabilities.ruleItems),
      ...missing(checks.triggers, capabilities.triggers).map((word) => `on ${word}`),
      ...missing(checks.steps, capabilities.steps).map((word) => (word === 'call step' ? 'call' : word)),
      ...missing(checks.clauses, capabilities.clauses),
      ...missing(checks.conditions, capabilities.conditions),
    ]
    const shown = [...listed, ...codeIn(tableOf(page, 'word').join('\n'))]
    expect(wanted.filter((word) => !shown.includes(word))).toEqual([])
    const { testItems: _items, testFacts: _facts, ...loaded } = capabilities
    const all = new Set([...Object.values(loaded).flat(), ...capabilities.triggers.map((word) => `on ${word}`)])
    expect(listed.filter((word) => all.has(word as never) && word !== 'on resolve')).toEqual([])
  })
})

describe('the tables', () => {
  test('name every field', () => {
    const rows = tableOf(page, 'path').flatMap(([path = '']) => codeIn(path))
    for (const [root, names] of Object.entries(fields))
      expect(rows.filter((path) => path.startsWith(`${root}.`)).sort()).toEqual(
        names.map((name) => `${root}.${name}`).sort(),
      )
  })
  test('name every type of a parameter', () => {
    const rows = tableOf(page, 'type of a parameter').map(([type = '']) => codeIn(type)[0])
    expect(rows).toEqual([...paramTypes])
  })
  test('name every function as it is', () => {
    const wanted = Object.entries(functions).map(([name, { min, max, does }]) => [
      `\`${name}\``,
      min === max ? String(min) : `${min} to ${max}`,
      does,
    ])
    expect(tableOf(page, 'function')).toEqual(wanted)
  })
  test('give each step the clauses and handlers that it takes', () => {
    const heads: Readonly<Record<string, string>> = {
      notify: 'notify @a',
      escalate: 'escalate @a',
      'wait for': 'wait for ack',
      run: 'run x',
    }
    const clauses: Readonly<Record<(typeof capabilities.clauses)[number], string>> = {
      via: 'via b',
      using: 'using t',
      with: 'with { }',
      as: 'as y',
      level: 'level 1',
      'up to': 'up to 5m',
      timeout: 'timeout 5m',
      retry: 'retry 1 times',
      verify: 'verify (alert.count > 1) within 1m',
    }
    const takes = (head: string, tail: string) =>
      !check([parse(`rule "r" { then { ${head} ${tail} } }`, 'a.rule')], {}).some(({ code }) => /^E21[13]$/u.test(code))
    const rows = tableOf(page, 'step')
    expect(rows.map(([word = '']) => codeIn(word)[0])).toEqual(
      [...capabilities.steps].sort((a, b) => order.indexOf(a) - order.indexOf(b)),
    )
    for (const [word = '', shownClauses = '', shownHandlers = ''] of rows) {
      const head = heads[codeIn(word)[0] ?? '']
      if (head === undefined) continue
      const legal = capabilities.clauses.filter((clause) => takes(head, clauses[clause]))
      expect([word, [...codeIn(shownClauses)].sort()]).toEqual([word, [...legal].sort()])
      const handlers = capabilities.handlers.filter((event) => takes(head, `on ${event} { end }`))
      expect([word, codeIn(shownHandlers)]).toEqual([word, handlers])
    }
  })
  test('give the defaults that a plan has', () => {
    const text = 'rule "r" { then { notify @a run x } }'
    const [plan] = compile([parse(text, 'a.rule')], 'ruleset_docs').plans
    const columns = (plan?.steps ?? []).flatMap((step) =>
      step.kind === 'notify' || step.kind === 'run'
        ? [
            [
              durationText(step.timeoutMs),
              String(step.retry.times),
              durationText(step.retry.backoffMs),
              durationText(step.retry.maxMs),
            ],
          ]
        : [],
    )
    const shown = tableOf(page, '').map(([, message = '', run = '']) => [message, run])
    expect(shown).toEqual([0, 1, 2, 3].map((row) => columns.map((column) => column[row])))
    expect(tableOf(page, 'item').find(([item]) => item === '`priority N`')?.[1]).toBe(String(plan?.priority))
  })
})

/** As the page lists them: those that reach people first. */
const order: readonly string[] = ['notify', 'escalate', 'wait for', 'run', 'if', 'set', 'sleep', 'end']
