/** The JUnit file as a CI system reads it. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { junitOfProblems, junitXml } from '../../../dsl/simulate/junit.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runTests } from '../../support/run-tests.ts'

interface Case {
  readonly name: string
  readonly classname: string
  readonly file: string
  readonly time: string
  readonly failure?: { readonly message: string; readonly '#text': string }
  readonly error?: { readonly message: string; readonly type: string; readonly '#text': string }
}
interface Suite {
  readonly name: string
  readonly tests: string
  readonly failures: string
  readonly errors: string
  readonly time: string
  readonly testcase: readonly Case[]
}

/** What stands in it; fails where it is not well-formed. */
function suitesOf(xml: string): readonly Suite[] {
  expect(XMLValidator.validate(xml)).toBe(true)
  // The reader here takes more than XML 1.0 has: its characters, and `]]>` in a text.
  expect(xml).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u)
  expect(xml).not.toContain(']]>')
  const reader = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    isArray: (name) => name === 'testcase' || name === 'testsuite',
  })
  return reader.parse(xml).testsuites.testsuite
}

const rule = (file: string) => `edition 1\nrule "${file}" { when alert.name == "A" then { notify @kim } }\n`
const passing = (name: string) => `test "${name}" { given alert { name: "A" } expect notify @kim }\n`
const failing = (name: string) => `test "${name}" { given alert { name: "A" } expect notify "${name}" }\n`

function written(texts: Readonly<Record<string, string>>): readonly Suite[] {
  const whole = Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, rule(file) + text]))
  const files = Object.entries(whole).map(([file, text]) => parse(text, file))
  const timed = runTests(files, () => true).map((outcome) => ({ outcome, seconds: 0.25 }))
  return suitesOf(junitXml(timed, (file) => whole[file] ?? ''))
}

test('a suite a file, with its sums, and the report in the failure', () => {
  const suites = written({ 'team/a.rule': `${passing('one')}${failing('two')}`, 'b.rule': passing('three') })
  expect(suites).toMatchObject([
    {
      ...{ name: 'team/a.rule', tests: '2', failures: '1', errors: '0', time: '0.500' },
      testcase: [
        { classname: 'team/a', name: 'one', file: 'team/a.rule', time: '0.250' },
        { classname: 'team/a', name: 'two', file: 'team/a.rule', time: '0.250' },
      ],
    },
    { name: 'b.rule', tests: '1', failures: '0', testcase: [{ classname: 'b', name: 'three' }] },
  ])
  expect(suites[0]?.testcase[1]?.failure).toMatchObject({
    message: 'notified: @kim',
    '#text': expect.stringContaining('--> team/a.rule:'),
  })
})

test.each<[name: string, read: string]>([
  ['a < b & c > d', 'a < b & c > d'],
  ['the end ]]> of it', 'the end ]]> of it'],
  ['<![CDATA[ x ]]>', '<![CDATA[ x ]]>'],
  ['&amp; &#0; &bogus;', '&amp; &#0; &bogus;'],
  ["it's </failure>", "it's </failure>"],
  ['bell \u0007 null \u0000 escape \u001b[31m', 'bell \ufffd null \ufffd escape \ufffd[31m'],
  ['no character \uffff', 'no character \ufffd'],
  ['half \ud83d of one', 'half \ufffd of one'],
  ['tab\there', 'tab\there'],
  ['名 🚨', '名 🚨'],
  [' ', '(no name)'],
])('the name %j', (name, read) => {
  const [suite] = written({ 'a.rule': failing(name) })
  const [only] = suite?.testcase ?? []
  expect(only?.name).toBe(read)
  expect(only?.failure?.['#text']).toContain(`expect notify "${name === ' ' ? name : read.replace('\t', ' ')}"`)
})

test('rules that cannot be tested are errors, each with its place', () => {
  const text = 'edition 1\nrule "X" { then { wait for ack } }\nrule "X" { then { notify } }\n'
  const problems = check([parse(text, 'x.rule')], {}, {}).filter(({ severity }) => severity === 'error')
  const [suite] = suitesOf(junitOfProblems(problems, ({ code }) => `all about ${code} <here>`))
  expect(suite).toMatchObject({ name: 'x.rule', failures: '0', errors: String(problems.length) })
  expect(suite?.testcase.length).toBe(problems.length)
  expect(suite?.testcase[0]).toMatchObject({
    name: expect.stringMatching(/^E\d+ at 2:/),
    error: { type: problems[0]?.code, message: problems[0]?.message, '#text': expect.stringContaining(' <here>') },
  })
})
