import { describe, expect, test } from 'vitest'
import { edit } from '../../../dsl/service/edit.ts'
import { openProject } from '../../../dsl/service/project.ts'
import { refactorings } from '../../../dsl/service/refactorings.ts'
import { unmark } from '../marked.ts'

const offered = (marked: string) => {
  const { text, start, end } = unmark(marked)
  const project = openProject([['a.rule', text]])
  return refactorings(project, 'a.rule', { start, end }).map(({ title, command }) => {
    const done = edit(project, 'a.rule', command)
    return [title, done?.kind === 'edited' ? done.project.texts.get('a.rule') : done?.problem.message] as const
  })
}

describe('the commands that fit', () => {
  test.each<[marked: string, titles: readonly string[]]>([
    ['playbook p() { «»end }', ['Wrap in `if`', 'Wrap in `parallel`', 'Wrap in `for each`', 'Wrap in `repeat`']],
    [
      'playbook p() { sleep 1m repeat up to 2 times { end «»} end }',
      [
        ...['Wrap in `if`', 'Wrap in `parallel`', 'Wrap in `for each`', 'Wrap in `repeat`', 'Take the steps out of it'],
        ...['Move the step up', 'Move the step down', 'Add `on error`', 'Add `on timeout`'],
      ],
    ],
    [
      'playbook p() { «sleep 1m end» end }',
      ['Wrap in `if`', 'Wrap in `parallel`', 'Wrap in `for each`', 'Wrap in `repeat`'],
    ],
    ['rule "r" { when «»has label.a then { end } }', []],
    ['const a = «1»', []],
  ])('%s', (marked, titles) => {
    const found = offered(marked)
    expect(found.map(([title]) => title)).toEqual(titles)
    for (const [, text] of found) expect(text).toMatch(/^playbook p\(\) \{/u)
  })
  test('a selection inside one step of several lanes means the innermost', () => {
    const found = offered('playbook p() {\n  if has label.a {\n    sleep 1m\n    «sleep 2m\n    sleep 3m»\n  }\n}\n')
    expect(found[0]?.[1]).toBe(
      'playbook p() {\n  if has label.a {\n    sleep 1m\n    if alert.severity >= high {\n      sleep 2m\n      sleep 3m\n    }\n  }\n}\n',
    )
  })
  test('up and down', () => {
    const found = new Map(offered('playbook p() {\n  sleep 1m\n  «»sleep 2m\n  sleep 3m\n}\n'))
    expect(found.get('Move the step up')).toBe('playbook p() {\n  sleep 2m\n  sleep 1m\n  sleep 3m\n}\n')
    expect(found.get('Move the step down')).toBe('playbook p() {\n  sleep 1m\n  sleep 3m\n  sleep 2m\n}\n')
  })
})
