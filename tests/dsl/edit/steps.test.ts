import { describe, expect, test } from 'vitest'
import { edit } from '../../../dsl/edit/index.ts'
import { copied, edit as editProject } from '../../../dsl/service/edit.ts'
import { graph } from '../../../dsl/service/graph.ts'
import { openProject } from '../../../dsl/service/project.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { after } from './after.ts'

const text = `edition 1

## Why.
rule "r" {
  on alert
  then {
    # First.
    notify @a  # beside

    ## Second.
    wait for ack up to 5m
      on timeout { escalate @a }
    set x = """
      two
      lines
      """
    end ok
  }
}
`
const lines = (changed: string) => changed.split('\n')
/** The lines of one text that are not in the other. */
const only = (one: string, other: string) => lines(one).filter((line) => !lines(other).includes(line))

describe('insert', () => {
  test('behind a step: two lines more and none changed', () => {
    const changed = after(text, {
      kind: 'insert step',
      slot: { lane: 'then', index: 1 },
      text: 'ticket create in jira as t\n  with { title: "x" }',
    })
    expect(changed).toBe(
      text.replace('# beside\n', '# beside\n    ticket create in jira as t\n      with { title: "x" }\n'),
    )
  })
  test('first and last', () => {
    const first = after(text, { kind: 'insert step', slot: { lane: 'then', index: 0 }, text: 'sleep 1m' })
    expect(first).toBe(text.replace('then {\n', 'then {\n    sleep 1m\n'))
    const last = after(text, { kind: 'insert step', slot: { lane: 'then', index: 4 }, text: 'sleep 1m' })
    expect(last).toBe(text.replace('end ok\n', 'end ok\n    sleep 1m\n'))
  })
  test('into a block on one line opens it', () => {
    const changed = after(text, { kind: 'insert step', slot: { lane: 'then.1.timeout', index: 1 }, text: 'end failed' })
    expect(changed).toBe(
      text.replace('on timeout { escalate @a }', 'on timeout {\n        escalate @a\n        end failed\n      }'),
    )
  })
  test('what was cut out of the middle of a file finds its depth', () => {
    const cut = 'if label.a == "x" {\n        end\n      }'
    expect(after('playbook p() {\n}\n', { kind: 'insert step', slot: { lane: 'then', index: 0 }, text: cut })).toBe(
      'playbook p() {\n  if label.a == "x" {\n    end\n  }\n}\n',
    )
  })
  test.each<[what: string, text: string, code: RegExp]>([
    ['no step', 'notfy @a', /^E921: this does not read as steps: /],
    ['half a step', 'if label.a == "x" {', /^E921/],
    ['more than steps', 'end } } rule "b" { then { end', /^E921/],
    ['a handler of the step before', 'on error { end }', /^E921/],
    ['nothing', '  \n', /^E921/],
    ['an unknown lane', 'end', /^E920/],
  ])('refuses %s', (what, put, code) => {
    const lane = what === 'an unknown lane' ? 'then.7.error' : 'then'
    expect(after(text, { kind: 'insert step', slot: { lane, index: 1 }, text: put })).toMatch(code)
  })
  test('a broken declaration beside it stays as it is', () => {
    const broken = `rule "a" { then { end } }\nrule "b" { then {  notfy @a } }\n`
    expect(after(broken, { kind: 'insert step', slot: { lane: 'then', index: 0 }, text: 'sleep 1m' })).toBe(
      `rule "a" { then {\n  sleep 1m\n  end\n} }\nrule "b" { then {  notfy @a } }\n`,
    )
  })
})

describe('delete', () => {
  test.each<[step: string, gone: readonly string[]]>([
    ['then.0', ['    # First.', '    notify @a  # beside', '']],
    ['then.1', ['    ## Second.', '    wait for ack up to 5m', '      on timeout { escalate @a }']],
    ['then.3', ['    end ok']],
  ])('%s goes with its comments, other lines stay', (step, gone) => {
    const changed = after(text, { kind: 'delete step', step })
    expect(only(changed, text)).toEqual([])
    expect(lines(text).length - lines(changed).length).toBe(step === 'then.1' ? 4 : gone.length)
    for (const line of gone.filter((one) => one !== '')) expect(lines(changed)).not.toContain(line)
  })
  test('a comment apart from it stays', () => {
    const apart = 'playbook p() {\n  # Apart.\n\n  end\n}\n'
    expect(after(apart, { kind: 'delete step', step: 'then.0' })).toContain('# Apart.')
  })
  test('an unknown step is told of', () => {
    expect(after(text, { kind: 'delete step', step: 'then.9' })).toBe('E920: there is no step `then.9` here')
  })
})

describe('move', () => {
  test('with its comments, to another depth; a text of several lines says the same', () => {
    const changed = after(text, { kind: 'move step', step: 'then.2', to: { lane: 'then.1.timeout', index: 0 } })
    expect(changed).toBe(`edition 1

## Why.
rule "r" {
  on alert
  then {
    # First.
    notify @a  # beside

    ## Second.
    wait for ack up to 5m
      on timeout {
        set x = """
          two
          lines
          """
        escalate @a
      }
    end ok
  }
}
`)
  })
  test('a text that begins beside its quotes, and a key of several lines, keep their bytes', () => {
    const held = `set x = """one
  two"""
  run y with {
    """
    k
    """: 1
  }`
    const before = `playbook p() {\n  ${held}\n  if has label.a {\n  }\n}\n`
    const command = { kind: 'wrap steps', from: 'then.0', to: 'then.1', in: { kind: 'repeat', times: '2' } } as const
    const changed = after(before, command)
    expect(changed).toContain('set x = """one\n  two"""\n')
    expect(changed).toContain('"""\n    k\n    """: 1\n    }')
  })
  test('to where it is: nothing to do', () => {
    for (const index of [1, 2])
      expect(after(text, { kind: 'move step', step: 'then.1', to: { lane: 'then', index } })).toBe(text)
  })
  test('not into itself', () => {
    expect(after(text, { kind: 'move step', step: 'then.1', to: { lane: 'then.1.timeout', index: 0 } })).toMatch(
      /^E922/,
    )
  })
})

describe('wrap and unwrap', () => {
  const wrapped = text
    .replace('    ## Second.', '    if label.a == "x" {\n      ## Second.')
    .replace('    wait for', '      wait for')
    .replace('      on timeout', '        on timeout')
    .replace(
      '    set x = """\n      two\n      lines\n      """',
      '      set x = """\n        two\n        lines\n        """\n    }',
    )
  test('wrap puts lines around and indents', () => {
    const command = {
      kind: 'wrap steps',
      from: 'then.1',
      to: 'then.2',
      in: { kind: 'if', condition: 'label.a == "x"' },
    }
    expect(after(text, command as Parameters<typeof after>[1])).toBe(wrapped)
  })
  test('unwrap is its way back', () => {
    expect(after(wrapped, { kind: 'unwrap step', step: 'then.1' })).toBe(text)
  })
  test('a head that would end early is refused', () => {
    const command = {
      kind: 'wrap steps',
      from: 'then.1',
      to: 'then.1',
      in: { kind: 'if', condition: 'label.a == "x" { } if label.b == "y"' },
    }
    expect(after(text, command as Parameters<typeof after>[1])).toMatch(/^E921: this does not read as a condition/)
  })
  test.each<[step: string, message: string]>([
    ['end', 'E924: `end` holds no steps that could be taken out'],
    ['if label.a == "x" { end } else { end }', 'E924: taken out of `if`, the steps of `else` would be lost'],
    [
      'repeat up to 2 times { end } on error { end }',
      'E924: taken out of `repeat`, the steps of `error` would be lost',
    ],
  ])('unwrap of %s is refused', (step, message) => {
    expect(after(`playbook p() { ${step} }\n`, { kind: 'unwrap step', step: 'then.0' })).toBe(message)
  })
  test('comments of what is taken away stay above', () => {
    expect(
      after('playbook p() {\n  if label.a == "x" # why\n  { # here\n    end # b\n  } # last\n}\n', {
        kind: 'unwrap step',
        step: 'then.0',
      }),
    ).toBe('playbook p() {\n  # why\n  # here\n  end # b\n  # last\n}\n')
  })
})

test('the service gives edits, their way back, and the project as it is then', () => {
  const project = openProject([['a.rule', text]])
  const command = { kind: 'delete step', frame: 'rule "r"', step: 'then.3' } as const
  const done = editProject(project, 'a.rule', command)
  if (done?.kind !== 'edited') throw new Error('refused')
  expect(done.edits).toHaveLength(1)
  expect(graph(done.project, 'a.rule')?.frames[0]?.lanes[0]?.steps).toEqual(['then.0', 'then.1', 'then.2'])
  const [back] = done.undo
  const changed = done.project.texts.get('a.rule') ?? ''
  expect(changed.slice(0, back?.at.start) + back?.text + changed.slice(back?.at.end)).toBe(text)
  expect(editProject(project, 'b.rule', command)).toBeNull()
})

test('steps are copied as text that can be put in elsewhere', () => {
  const project = openProject([['a.rule', text]])
  const copy = copied(project, 'a.rule', 'rule "r"', 'then.1', 'then.2')
  expect(copy).toBe(
    '## Second.\nwait for ack up to 5m\n  on timeout { escalate @a }\nset x = """\n  two\n  lines\n  """',
  )
  const put = after('playbook p() {\n}\n', { kind: 'insert step', slot: { lane: 'then', index: 0 }, text: copy ?? '' })
  expect(put).toContain('  ## Second.\n  wait for ack up to 5m\n    on timeout')
  expect(copied(project, 'a.rule', 'rule "r"', 'then.1', 'then.1.timeout.0')).toBeNull()
})

test('a refusal names the file and a remedy', () => {
  const answer = edit(parse(text, 'a.rule'), { kind: 'delete step', frame: 'rule "s"', step: 'then.0' })
  expect(answer).toMatchObject({
    kind: 'refused',
    problem: { code: 'E920', file: 'a.rule', severity: 'error', help: expect.stringContaining('again') },
  })
})
