import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { format } from '../../../dsl/format/index.ts'
import { sameMeaning } from '../../../dsl/format/same-meaning.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { ownersOf } from './owners.ts'

const read = (folder: string) => {
  const path = new URL(`../../../${folder}/`, import.meta.url)
  return readdirSync(path).map((name) => [name, readFileSync(new URL(name, path), 'utf8')] as const)
}

/** Of the design's examples: each place that section 8 asks to be otherwise. */
const changed: Readonly<Record<string, readonly (readonly [written: string, formatted: string])[]>> = {
  'deploy.rule': [
    ['for 26h by', 'for 1d2h by'],
    ['"staging"\n    and not', '"staging" and not'],
  ],
  'disk.rule': [
    [
      '"NodeDiskUsage" and alert.value >= 90%\n    and metadata.free < 20GiB and',
      '"NodeDiskUsage"\n    and alert.value >= 90%\n    and metadata.free < 20GiB\n    and',
    ],
    [
      'via slack up to 30m as ok_to_run\n        with { message: "Vacuum {{label.host}}? {{before}} free" }\n',
      'via slack with { message: "Vacuum {{label.host}}? {{before}} free" }\n        as ok_to_run up to 30m\n',
    ],
    [
      '{ name: "NodeDiskUsage", value: 93%, labels: { host: "w7", mount: "/data1" }, metadata: { free: 9GiB } }',
      '{\n    name: "NodeDiskUsage"\n    value: 93%\n    labels: { host: "w7", mount: "/data1" }\n    metadata: { free: 9GiB }\n  }',
    ],
  ],
  'payments.rule': [
    [
      ' as tkt with {\n      project: "PAY"\n      summary: "[{{label.env}}] {{alert.name}} on {{label.service}}"\n    }\n',
      '\n      with { project: "PAY", summary: "[{{label.env}}] {{alert.name}} on {{label.service}}" } as tkt\n',
    ],
    [
      'source: "prometheus", name: "PaymentsErrorRate", value: 7%\n',
      'source: "prometheus"\n    name: "PaymentsErrorRate"\n    value: 7%\n',
    ],
  ],
  'shared.rule': [
    ['}\nwindow', '}\n\nwindow'],
    ['}\nrule', '}\n\nrule'],
    ['{ body: { key: host } } timeout 5s as lock', '{ body: { key: host } } as lock timeout 5s'],
  ],
}

describe('the examples of the language', () => {
  test.each(read('tests/fixtures/language'))('%s', (name, text) => {
    let wanted = text
    for (const [written, better] of changed[name] ?? []) {
      expect(wanted).toContain(written)
      wanted = wanted.replace(written, () => better)
    }
    expect(format(text)).toEqual({ kind: 'formatted', text: wanted })
    expect(format(wanted)).toEqual({ kind: 'formatted', text: wanted })
    const [before, after] = [parse(text, name), parse(wanted, name)]
    expect(sameMeaning(before.declarations, after.declarations)).toBe(true)
    expect(ownersOf(after)).toEqual(ownersOf(before))
  })
})

test.each(read('rules/starter'))('%s is shipped formatted', (_name, text) => {
  expect(format(text)).toEqual({ kind: 'formatted', text })
})
