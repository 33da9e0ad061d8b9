import { describe, expect, test } from 'vitest'
import { after } from './after.ts'

type Given = Parameters<typeof after>[1]
const rule = (body: string) => `rule "r" {\n${body}}\n`
const steps = (body: string) => `playbook p() {\n${body}}\n`

describe('fields, clauses and entries: one line changes', () => {
  test.each<[what: string, before: string, command: Given, then: string]>([
    [
      'a field of the head',
      steps('  notify @a, @b  # who\n'),
      { kind: 'set field', node: 'then.0', field: 'targets', text: '@c' },
      steps('  notify @c  # who\n'),
    ],
    [
      'a comment inside what is replaced stays, above',
      steps('  ## Why.\n  notify @a,  ## lead\n    @b\n'),
      { kind: 'set field', node: 'then.0', field: 'targets', text: '@c' },
      steps('  # lead\n  ## Why.\n  notify @c\n'),
    ],
    [
      'a head before its block',
      steps('  parallel wait all { # both\n    branch "a" { end }\n  }\n'),
      { kind: 'set head', step: 'then.0', text: 'parallel wait any' },
      steps('  parallel wait any { # both\n    branch "a" { end }\n  }\n'),
    ],
    [
      'a head that brings more',
      steps('  end\n'),
      { kind: 'set head', step: 'then.0', text: 'run x timeout 5m' },
      'E921: this does not read as the head of a `end`: it is something else',
    ],
    [
      'a head of another kind of block',
      steps('  repeat up to 2 times { end }\n'),
      { kind: 'set head', step: 'then.0', text: 'for each x in alert.tags max 2 items' },
      'E921: this does not read as the head of a `repeat`: it is something else',
    ],
    [
      'parameters of a playbook',
      steps('  end\n'),
      { kind: 'set params', text: 'host: string, tries: number = 2' },
      'playbook p(host: string, tries: number = 2) {\n  end\n}\n',
    ],
    [
      'a field of the header',
      rule('  priority 7\n  then { end }\n'),
      { kind: 'set field', node: null, field: 'priority', text: '200' },
      rule('  priority 200\n  then { end }\n'),
    ],
    [
      'a new clause where the formatter writes it',
      steps('  run x timeout 5m\n    on error { end }\n'),
      { kind: 'set clause', step: 'then.0', clause: 'with', text: 'with { a: 1 }' },
      steps('  run x with { a: 1 } timeout 5m\n    on error { end }\n'),
    ],
    [
      'a note before the arguments of a call',
      steps('  call q\n  # why (a)\n  ()\n'),
      { kind: 'set entry', step: 'then.0', key: 'host', value: '"a"' },
      steps('  call q\n  # why (a)\n  (host: "a")\n'),
    ],
    [
      'a clause that has no room goes to a line of its own',
      steps(`  notify @a with { title: "${'x'.repeat(70)}" }\n`),
      { kind: 'set clause', step: 'then.0', clause: 'timeout', text: 'timeout 5m # no' },
      'E921: this does not read as a part of a line: it ends in a comment',
    ],
    [
      'a clause that has no room',
      steps(`  notify @a with { title: "${'x'.repeat(70)}" }\n`),
      { kind: 'set clause', step: 'then.0', clause: 'timeout', text: 'timeout 5m' },
      steps(`  notify @a with { title: "${'x'.repeat(70)}" }\n    timeout 5m\n`),
    ],
    [
      'a clause goes',
      steps('  run x\n    timeout 5m  # long\n    retry 2 times\n'),
      { kind: 'set clause', step: 'then.0', clause: 'timeout', text: null },
      steps('  run x  # long\n    retry 2 times\n'),
    ],
    [
      'a clause that the step does not take',
      steps('  sleep 1m\n'),
      { kind: 'set clause', step: 'then.0', clause: 'timeout', text: 'timeout 5m' },
      'E211: `timeout` does not belong to `sleep`',
    ],
    [
      'an entry more, each on its line',
      steps('  run x with {\n    a: 1  # one\n  }\n'),
      { kind: 'set entry', step: 'then.0', key: 'k8s.io/b', value: '2' },
      steps('  run x with {\n    a: 1  # one\n    "k8s.io/b": 2\n  }\n'),
    ],
    [
      'an argument more, and one less',
      steps('  call p(a: 1)\n'),
      { kind: 'set entry', step: 'then.0', key: 'b', value: '2' },
      steps('  call p(a: 1, b: 2)\n'),
    ],
    [
      'the last argument goes with its comma',
      steps('  call p(a: 1, b: 2)\n'),
      { kind: 'set entry', step: 'then.0', key: 'b', value: null },
      steps('  call p(a: 1)\n'),
    ],
    [
      'an owner where there is no `meta` yet',
      rule('  on alert\n  then { end }\n'),
      { kind: 'set entry', step: null, key: 'owner', value: '@a' },
      rule('  meta { owner: @a }\n  on alert\n  then { end }\n'),
    ],
    [
      'an owner of a playbook',
      steps('  end\n'),
      { kind: 'set entry', step: null, key: 'owner', value: '@a' },
      'playbook p() meta { owner: @a } {\n  end\n}\n',
    ],
    [
      'an unknown field is told of with those there are',
      steps('  sleep 1m\n'),
      { kind: 'set field', node: 'then.0', field: 'title', text: '"x"' },
      'E927: `then.0` has no field `title`',
    ],
  ])('%s', (_what, before, command, then) => expect(after(before, command)).toBe(then))
})

describe('items of a rule', () => {
  const text = rule('  # Only these.\n  when label.a == "x"\n  then { end }\n')
  test.each<[what: string, command: Given, then: string]>([
    [
      'a new one stands where the formatter writes it',
      { kind: 'set item', item: 'throttle', text: 'throttle 2 per 1h' },
      text.replace('"x"\n', '"x"\n  throttle 2 per 1h\n'),
    ],
    ['one goes with its comments', { kind: 'set item', item: 'when', text: null }, rule('  then { end }\n')],
    [
      'one is written anew',
      { kind: 'set item', item: 'when', text: 'when has label.b' },
      text.replace('label.a == "x"', 'has label.b'),
    ],
    [
      'another word is refused',
      { kind: 'set item', item: 'when', text: 'disabled' },
      'E921: this does not read as one item `when`: it is another',
    ],
  ])('%s', (_what, command, then) => expect(after(text, command)).toBe(then))
  test('into a rule on one line', () => {
    expect(after('rule "r" { then { end } }\n', { kind: 'set item', item: 'disabled', text: 'disabled' })).toBe(
      'rule "r" {\n  disabled\n  then { end }\n}\n',
    )
  })
  test('events of a sequence', () => {
    const sequence = rule('  on sequence within 5m {\n    event a where label.a == "x"\n  }\n  then { end }\n')
    const more = after(sequence, { kind: 'add event', index: 1, text: 'without b where label.b == "y"' })
    expect(more).toBe(sequence.replace('"x"\n', '"x"\n    without b where label.b == "y"\n'))
    expect(after(more, { kind: 'delete event', index: 1 })).toBe(sequence)
    expect(after(sequence, { kind: 'delete event', index: 0 })).toBe('E925: `sequence` needs at least one event')
  })
})

describe('handlers, arms and branches', () => {
  test.each<[what: string, before: string, command: Given, then: string]>([
    [
      'a handler of a step, short',
      steps('  wait for ack up to 5m  # us\n  end\n'),
      { kind: 'add handler', step: 'then.0', event: 'timeout', text: 'escalate @a' },
      steps('  wait for ack up to 5m  # us\n    on timeout { escalate @a }\n  end\n'),
    ],
    [
      'a second handler, long',
      steps('  approve by @a up to 5m\n      on timeout { end }\n'),
      { kind: 'add handler', step: 'then.0', event: 'rejected', text: 'sleep 1m\nend' },
      steps(
        '  approve by @a up to 5m\n      on timeout { end }\n      on rejected {\n        sleep 1m\n        end\n      }\n',
      ),
    ],
    [
      'of a rule',
      rule('  then { end }\n  stop processing\n'),
      { kind: 'add handler', step: null, event: 'error', text: 'end' },
      rule('  then { end }\n  on error { end }\n  stop processing\n'),
    ],
    [
      'of a playbook, behind its brace',
      steps('  end\n'),
      { kind: 'add handler', step: null, event: 'error', text: '' },
      `${steps('  end\n')}on error { }\n`,
    ],
    [
      'one that the step does not take',
      steps('  notify @a\n'),
      { kind: 'add handler', step: 'then.0', event: 'timeout', text: '' },
      'E213: `on timeout` does not belong to `notify`',
    ],
    [
      'one that is there',
      steps('  notify @a on error { }\n'),
      { kind: 'add handler', step: 'then.0', event: 'error', text: '' },
      'E213: `on error` stands twice in this `notify`',
    ],
    [
      'an arm before `else`',
      steps('  if label.a == "x" {\n    end\n  } else {\n    end\n  }\n'),
      { kind: 'add arm', step: 'then.0', condition: 'has label.b', text: 'sleep 1m\nend' },
      steps(
        '  if label.a == "x" {\n    end\n  } else if has label.b {\n    sleep 1m\n    end\n  } else {\n    end\n  }\n',
      ),
    ],
    [
      'an arm goes, the next becomes the first',
      steps('  if label.a == "x" {\n    end\n  } else if has label.b {\n    sleep 1m\n  }\n'),
      { kind: 'delete lane', lane: 'then.0.if0' },
      steps('  if has label.b {\n    sleep 1m\n  }\n'),
    ],
    [
      '`else` goes',
      steps('  if label.a == "x" {\n    end\n  } else {\n    end\n  }\n'),
      { kind: 'delete lane', lane: 'then.0.else' },
      steps('  if label.a == "x" {\n    end\n  }\n'),
    ],
    [
      'the only arm stays',
      steps('  if label.a == "x" { end }\n'),
      { kind: 'delete lane', lane: 'then.0.if0' },
      'E925: `if` needs at least one arm',
    ],
    [
      'a branch between two',
      steps('  parallel wait all {\n    branch "a" { end }\n    branch "c" { end }\n  }\n'),
      { kind: 'add branch', step: 'then.0', index: 1, title: '"b"', text: 'end' },
      steps('  parallel wait all {\n    branch "a" { end }\n    branch "b" { end }\n    branch "c" { end }\n  }\n'),
    ],
    [
      'a rollback and the note above it, which is not of the next step',
      steps('  run a\n    # Undo.\n    rollback { end } end\n'),
      { kind: 'delete lane', lane: 'then.0.rollback' },
      steps('  run a end\n'),
    ],
    [
      'a way back goes with all in it',
      steps('  run x\n    rollback { run y }\n    on error { end }\n'),
      { kind: 'delete lane', lane: 'then.0.rollback' },
      steps('  run x\n    on error { end }\n'),
    ],
  ])('%s', (_what, before, command, then) => expect(after(before, command)).toBe(then))
})

describe('declarations', () => {
  const text = 'edition 1\n\n## First.\nrule "a" {\n  then { end }\n}\n\nconst b = 1\n'
  test.each<[what: string, command: Given, then: string]>([
    [
      'put in between',
      { kind: 'insert declaration', index: 1, text: 'rule "n" {\n  then { end }\n}' },
      text.replace('const b', 'rule "n" {\n  then { end }\n}\n\nconst b'),
    ],
    [
      'put in last',
      { kind: 'insert declaration', index: 2, text: 'const c = 2' },
      `${text.trimEnd()}\n\nconst c = 2\n`,
    ],
    ['deleted with its note', { kind: 'delete declaration', index: 0 }, 'edition 1\n\nconst b = 1\n'],
    [
      'moved with its note',
      { kind: 'move declaration', index: 0, to: 2 },
      'edition 1\n\nconst b = 1\n\n## First.\nrule "a" {\n  then { end }\n}\n',
    ],
    ['to where it is', { kind: 'move declaration', index: 1, to: 2 }, text],
    [
      'what is none',
      { kind: 'insert declaration', index: 0, text: 'end' },
      expect.stringMatching(/^E921: this does not read as a declaration/),
    ],
  ])('%s', (_what, command, then) => expect(after(text, command)).toEqual(then))
  test('into an empty file', () => {
    expect(after('', { kind: 'insert declaration', index: 0, text: 'const a = 1' })).toBe('const a = 1\n')
    expect(after('edition 1\n', { kind: 'insert declaration', index: 0, text: 'const a = 1' })).toBe(
      'edition 1\n\nconst a = 1\n',
    )
  })
})

describe('the condition builder', () => {
  const change = (condition: string, path: readonly number[], what: unknown) => {
    const command = { kind: 'edit condition', node: 'when', field: 'condition', path, change: what } as Given
    const [, then] =
      /^rule "r" \{ when ([\s\S]*) then/u.exec(after(`rule "r" { when ${condition} then { } }\n`, command)) ?? []
    return then ?? after(`rule "r" { when ${condition} then { } }\n`, command)
  }
  const row = (join: 'and' | 'or', text = 'a.z') => ({ kind: 'add', join, text })
  test.each<[condition: string, path: readonly number[], what: unknown, then: string]>([
    ['a.b', [], row('and'), 'a.b and a.z'],
    ['a.b and a.c', [0], row('and'), 'a.b and a.z and a.c'],
    ['a.b and a.c', [], row('or'), 'a.b and a.c or a.z'],
    ['a.b or a.c', [], row('and'), '(a.b or a.c) and a.z'],
    ['a.b and a.c', [1], row('or'), 'a.b and (a.c or a.z)'],
    ['a.b', [], row('and', 'a.y or a.z'), 'a.b and (a.y or a.z)'],
    ['not a.b', [0], row('or'), 'not (a.b or a.z)'],
    ['a.b\n  and a.c  # c\n', [1], row('and'), 'a.b\n  and a.c  # c\n  and a.z\n'],
    ['a.b and a.c', [], { kind: 'negate' }, 'not (a.b and a.c)'],
    ['not (a.b and a.c)', [], { kind: 'negate' }, '(a.b and a.c)'],
    ['a.b and a.c', [1], { kind: 'negate' }, 'a.b and not a.c'],
    ['a.b and a.c and a.d', [0], { kind: 'remove' }, 'a.c and a.d'],
    ['a.b and a.c', [1], { kind: 'remove' }, 'a.b'],
    ['a.b', [], { kind: 'remove' }, 'E925: `condition` needs at least one row'],
    ['a.b and a.c', [1], { kind: 'replace', text: 'a.y or a.z' }, 'a.b and (a.y or a.z)'],
    ['a.b == 1', [], { kind: 'operand', side: 'right', text: '2' }, 'a.b == 2'],
    ['a.b == 1', [], { kind: 'operator', op: '>=' }, 'a.b >= 1'],
    [
      'a.b == 1',
      [],
      { kind: 'operator', op: '=' },
      'E921: this does not read as a comparison: it is one of == != >= <= > <',
    ],
    ['a.b', [3], { kind: 'negate' }, 'E920: there is no part of the condition `3` here'],
    ['a.b', [], row('and', 'a.c then { } when a.d'), expect.stringMatching(/^E921/)],
  ])('%s at %j: %j', (condition, path, what, then) => expect(change(condition, path, what)).toEqual(then))
})
