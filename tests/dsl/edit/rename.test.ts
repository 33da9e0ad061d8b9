import { describe, expect, test } from 'vitest'
import { applied } from '../../../dsl/edit/answer.ts'
import { edit, type ProjectEdit } from '../../../dsl/service/edit.ts'
import { openProject, type Project } from '../../../dsl/service/project.ts'
import { example } from '../service/shipped.ts'

const project = openProject(example)
const text = (of: Project, path: string) => of.texts.get(path) ?? ''
function done(answer: ProjectEdit | null): Extract<ProjectEdit, { kind: 'edited' }> {
  if (answer?.kind !== 'edited') throw new Error(JSON.stringify(answer))
  return answer
}
const rename = (frame: string, step: string | null, to: string, path = 'disk.rule') =>
  edit(project, path, { kind: 'rename', frame, step, to })

describe('rename', () => {
  test('a rule, with those that name it', () => {
    const answer = done(rename('rule "Disk full"', null, 'Disk "é"'))
    expect(text(answer.project, 'disk.rule')).toBe(
      text(project, 'disk.rule').replaceAll('"Disk full"', '"Disk \\"é\\""'),
    )
    expect(answer.edits).toHaveLength(3)
  })
  test('a playbook, in every file, and back', () => {
    const answer = done(rename('playbook cleanup', null, 'tidy', 'shared.rule'))
    expect(new Set(answer.edits.map(({ file }) => file))).toEqual(new Set(['shared.rule', 'disk.rule']))
    expect(text(answer.project, 'disk.rule')).toContain('call tidy(')
    for (const path of project.texts.keys()) {
      const undo = answer.undo.filter(({ file }) => file === path)
      expect(applied(text(answer.project, path), undo)).toBe(text(project, path))
    }
  })
  test('a step, with what reads it', () => {
    const answer = done(rename('rule "Disk full"', 'grow', 'bigger'))
    expect(text(answer.project, 'disk.rule')).toBe(
      text(project, 'disk.rule').replace('as grow', 'as bigger').replace('grow.ok', 'bigger.ok'),
    )
  })
  test('a step that has no name yet', () => {
    const answer = done(rename('rule "Disk full"', 'then.2', 'acked'))
    expect(text(answer.project, 'disk.rule')).toBe(
      text(project, 'disk.rule').replace('wait for ack up to 15m', 'wait for ack as acked up to 15m'),
    )
  })
  test.each<[step: string | null, to: string, code: string]>([
    ['grow', 'before', 'E926'],
    ['then.2', 'before', 'E926'],
    ['grow', 'not a name', 'E926'],
    [null, 'Disk fuller', 'E926'],
    ['then.2', 'not', 'E921'],
    ['then.1', 'told', 'E211'],
    ['then.99', 'x', 'E920'],
  ])('%s to %s is refused', (step, to, code) => {
    const answer = rename('rule "Disk full"', step, to)
    expect(answer).toMatchObject({ kind: 'refused', problem: { code, file: 'disk.rule' } })
  })

  test('a step does not take the name of a loop', () => {
    const loops = openProject([
      [
        'a.rule',
        'edition 1\nrule "R" {\n  then { run tidy for each one in ["a"] max 1 items { notify @kim with { title: "{{one}}" } } }\n}\n',
      ],
    ])
    const answer = edit(loops, 'a.rule', { kind: 'rename', frame: 'rule "R"', step: 'then.1', to: 'one' })
    expect(answer).toMatchObject({ kind: 'refused', problem: { code: 'E926' } })
  })
})
