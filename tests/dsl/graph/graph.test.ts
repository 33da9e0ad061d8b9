import { describe, expect, test } from 'vitest'
import { locate } from '../../../dsl/graph/locate.ts'
import type { Frame, GraphNode } from '../../../dsl/graph/model.ts'
import { toGraph } from '../../../dsl/graph/to-graph.ts'
import { graph } from '../../../dsl/service/graph.ts'
import { openProject, withText } from '../../../dsl/service/project.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { unmark } from '../marked.ts'

const frameOf = (text: string): Frame => {
  const [frame] = toGraph(parse(text, 'a.rule')).frames
  if (!frame) throw new Error('no frame')
  return frame
}
const inThen = (steps: string): Frame => frameOf(`rule "r" { then { ${steps} } }`)
const nodeOf = (frame: Frame, id: string): GraphNode => {
  const node = frame.nodes.find((one) => one.id === id)
  if (!node) throw new Error(`no node ${id} among ${frame.nodes.map((one) => one.id).join(', ')}`)
  return node
}

describe('each construct is the node that section 6 names', () => {
  test.each<[step: string, kind: string, outs: readonly string[]]>([
    ['notify @a on error { }', 'notify', ['out', 'error']],
    ['escalate @a level 2', 'escalate', ['out']],
    ['ticket create in jira', 'ticket', ['out']],
    ['ticket close t on error { }', 'ticket', ['out', 'error']],
    ['run x timeout 5m rollback { } on timeout { }', 'run', ['out', 'rollback', 'timeout']],
    ['call p()', 'call', ['out']],
    ['http GET "u"', 'http', ['out']],
    ['set x = 1', 'set', ['out']],
    ['sleep 1m', 'sleep', ['out']],
    ['wait for ack up to 5m on timeout { }', 'wait', ['out', 'timeout']],
    ['wait until (alert.count > 1) up to 5m', 'wait', ['out']],
    ['approve by @a up to 5m on approved { } on rejected { }', 'wait', ['out', 'approved', 'rejected']],
    ['if label.a == "x" { } else if label.b == "y" { } else { }', 'branch', ['out', 'if0', 'if1', 'else']],
    ['if label.a == "x" { }', 'branch', ['out', 'if0', 'else']],
    ['parallel wait any { branch "a" { } branch "b" { } }', 'fork', ['out', 'branch0', 'branch1']],
    ['for each x in alert.tags max 3 items, 2 at once { } on empty { }', 'loop', ['out', 'body', 'empty']],
    ['repeat up to 3 times every 1m until (alert.count > 1) { }', 'loop', ['out', 'body']],
    ['end failed "why"', 'end', []],
  ])('%s', (step, kind, outs) => {
    const node = nodeOf(inThen(step), 'then.0')
    expect(node.kind).toBe(kind)
    expect(node.outs.map(({ id }) => id)).toEqual(outs)
  })
  test('a rule around its steps', () => {
    const frame = frameOf(`rule "r" {
  meta { owner: @team }
  disabled
  priority 7
  on alert
  when label.a == "x"
  group by label.a
  dedup by label.a for 1h
  throttle 2 per 1h
  suppress when label.b == "x"
  suppress while rule "other" open
  then { end ok }
  on error { end failed }
  stop processing
}`)
    expect(frame).toMatchObject({ id: 'rule "r"', kind: 'rule', name: 'r', enabled: false, priority: 7 })
    expect(frame.nodes.map(({ id, kind }) => [id, kind])).toEqual([
      ['on', 'trigger'],
      ['when', 'filter'],
      ['group', 'gate'],
      ['dedup', 'gate'],
      ['throttle', 'gate'],
      ['suppress when.0', 'mute'],
      ['suppress while.0', 'mute'],
      ['stop', 'stop'],
      ['then.0', 'end'],
      ['on_error.0', 'end'],
      ['on error', 'lane'],
    ])
    // A run meets the filter, then what mutes it, then what holds it back.
    expect(frame.edges.map(({ id }) => id)).toEqual([
      'on:out>when',
      'when:out>suppress when.0',
      'suppress when.0:out>suppress while.0',
      'suppress while.0:out>group',
      'group:out>dedup',
      'dedup:out>throttle',
      'throttle:out>then.0',
      'on error:out>on_error.0',
    ])
  })
})

test('arms and handlers come together again where what they hang from goes on', () => {
  const frame = inThen('if label.a == "x" { sleep 1m } else { end ok } notify @a as n on error { sleep 2m } end')
  expect(frame.edges).toEqual(
    [
      ['then.0', 'if0', 'then.0.if0.0', 'in', { lane: 'then.0.if0', index: 0 }],
      ['then.0.if0.0', 'out', 'then.0', 'join', { lane: 'then.0.if0', index: 1 }],
      ['then.0', 'else', 'then.0.else.0', 'in', { lane: 'then.0.else', index: 0 }],
      ['then.0', 'out', 'n', 'in', { lane: 'then', index: 1 }],
      ['n', 'error', 'n.error.0', 'in', { lane: 'n.error', index: 0 }],
      ['n.error.0', 'out', 'n', 'join', { lane: 'n.error', index: 1 }],
      ['n', 'out', 'then.2', 'in', { lane: 'then', index: 2 }],
    ].map(([from, handle, to, into, slot]) => ({
      id: `${String(from)}:${String(handle)}>${into === 'in' ? String(to) : `${String(to)}.join`}`,
      ...{ from, handle, to, into, slot },
    })),
  )
})

describe('a problem finds its node and its field', () => {
  test.each<[marked: string, node: string | null, field: string | null]>([
    ['rule "r" { then { notify @a, «@b» via slack } }', 'then.0', 'targets'],
    ['rule "r" { then { notify @a «via slack» } }', 'then.0', 'via'],
    ['rule "r" { then { notify @a with { title: «"t"» } } }', 'then.0', 'with.title'],
    ['rule "r" { then { run x as y retry 2 times backoff «5s» } }', 'y', 'retry.backoff'],
    ['rule "r" { then { if label.a == "x" { } else if «label.b» == "y" { } } }', 'then.0', 'if1'],
    ['rule "r" { then { if label.a == "x" { sleep «1m» } } }', 'then.0.if0.0', 'duration'],
    ['rule "r" { then { notify @a «on error» { end } } }', 'then.0', null],
    ['rule "r" { when label.a == «"x"» then { end } }', 'when', 'condition'],
    ['rule "r" { on sequence within 5m { event a where «label.a» == "x" } then { end } }', 'on', 'event.a'],
    ['rule "r" { priority «1.5» then { end } }', null, 'priority'],
    ['rule "r" { meta { owner: «@a» } then { end } }', null, 'meta.owner'],
    ['rule «"r"» { then { end } }', null, 'name'],
    ['playbook p(a: «string» = "x") { }', null, 'params.a.type'],
  ])('%s', (marked, node, field) => {
    const { text, start, end } = unmark(marked)
    const found = locate(toGraph(parse(text, 'a.rule')), { start, end })
    expect([found?.node?.id ?? null, found?.field?.name ?? null]).toEqual([node, field])
  })
  test('outside of rules and playbooks there is none', () => {
    expect(locate(toGraph(parse('const a = 1\n', 'a.rule')), { start: 0, end: 3 })).toBeNull()
  })
})

test('comments are notes of what they stand at', () => {
  const frame = frameOf(`## Of the rule.
rule "r" { # Beside it.
  # Of the filter.
  when label.a == "x" # Beside the filter.
  then {
    ## Of the step.
    notify @a
      # Inside it.
      via slack
    # Last.
  }
}
`)
  const read = (notes: GraphNode['notes']) => notes.map(({ text, doc, place }) => [text, doc, place])
  expect(read(frame.notes)).toEqual([
    ['Of the rule.', true, 'above'],
    ['Beside it.', false, 'behind'],
  ])
  expect(read(nodeOf(frame, 'when').notes)).toEqual([
    ['Of the filter.', false, 'above'],
    ['Beside the filter.', false, 'behind'],
  ])
  expect(read(nodeOf(frame, 'then.0').notes)).toEqual([
    ['Of the step.', true, 'above'],
    ['Inside it.', false, 'inside'],
  ])
  expect(read(frame.lanes[0]?.notes ?? [])).toEqual([['Last.', false, 'inside']])
})

test('a broken declaration leaves the others', () => {
  const graph = toGraph(parse('rule "a" { then { end } }\nrule "b" { then { notfy } }\nrule "c" { }\n', 'a.rule'))
  expect(graph.frames.map(({ name, declaration }) => [name, declaration])).toEqual([
    ['a', 0],
    ['c', 1],
  ])
  expect(graph.broken).toHaveLength(1)
})

test('names that stand twice are kept apart', () => {
  const graph = toGraph(parse('rule "a" { then { run x as n run y as n } then { end } }\nrule "a" { }\n', 'a.rule'))
  expect(graph.frames.map(({ id }) => id)).toEqual(['rule "a"', 'rule "a" ~2'])
  expect(graph.frames[0]?.lanes.map(({ id, steps }) => [id, steps])).toEqual([
    ['then', ['n', 'then.1']],
    ['then~2', ['then~2.0']],
  ])
})

test('what could be added is told', () => {
  const frame = inThen('wait for ack as a up to 5m on timeout { }')
  expect(nodeOf(frame, 'a').mayAdd).toEqual({ clauses: ['expires'], handlers: ['resolve'] })
  const rule = frameOf('rule "r" { priority 7 on alert then { } on error { } suppress when has a.b }')
  expect(rule.mayAdd).toEqual({
    items: ['meta', 'disabled', 'when', 'group', 'dedup', 'throttle', 'stop', 'suppress when', 'suppress while'],
    handlers: ['resolve', 'ack'],
  })
  expect(frameOf('playbook p() { } on ack { }').mayAdd).toEqual({ items: ['meta'], handlers: ['error', 'resolve'] })
})

test('the language service gives the graph of a file, the same one while the text is the same', () => {
  const project = openProject([['a.rule', 'rule "a" { then { end } }\n']])
  const first = graph(project, 'a.rule')
  expect(first?.frames.map(({ name }) => name)).toEqual(['a'])
  expect(graph(withText(project, 'b.rule', ''), 'a.rule')).toBe(first)
  expect(graph(withText(project, 'a.rule', 'rule "b" { }\n'), 'a.rule')?.frames[0]?.name).toBe('b')
  expect(graph(project, 'c.rule')).toBeNull()
})
