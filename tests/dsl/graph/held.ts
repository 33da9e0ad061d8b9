/** What holds for the graph of every text; for tests, and for longer runs without a test runner. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Graph } from '../../../dsl/graph/model.ts'
import { segmentsOf, textOf } from '../../../dsl/graph/segments.ts'
import { toAst } from '../../../dsl/graph/to-ast.ts'
import { toGraph } from '../../../dsl/graph/to-graph.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { commented, randomProgram } from '../syntax/random-program.ts'

/** What holds for the graph of every text. */
export function hold(text: string): Graph {
  const parsed = parse(text, 'a.rule')
  const graph = toGraph(parsed)
  assert.equal(textOf(graph, text), text)
  let end = 0
  for (const { at } of segmentsOf(graph)) {
    assert.equal(at.start, end)
    assert.ok(at.end > at.start)
    end = at.end
  }
  assert.equal(end, text.length)
  assert.deepEqual(toAst(graph), parsed.declarations)
  holdFrames(graph)
  const comments = parsed.tokens.filter(
    ({ type, at }) =>
      type === 'comment' && !graph.broken.some(({ start, end: last }) => start <= at.start && at.end <= last),
  )
  assert.deepEqual(
    notesOf(graph),
    comments.map(({ at }) => at.start),
  )
  return graph
}

function notesOf({ frames, sheets, notes }: Graph): readonly number[] {
  const all = [
    ...notes,
    ...sheets.flatMap((sheet) => sheet.notes),
    ...frames.flatMap((frame) => [
      ...frame.notes,
      ...frame.nodes.flatMap((node) => node.notes),
      ...frame.lanes.flatMap((lane) => lane.notes),
    ]),
  ]
  return all.map(({ at }) => at.start).sort((a, b) => a - b)
}

function holdFrames({ frames }: Graph): void {
  assert.equal(new Set(frames.map(({ id }) => id)).size, frames.length)
  for (const { nodes, lanes, edges, at } of frames) {
    const byId = new Map(nodes.map((node) => [node.id, node]))
    const laneIds = new Set(lanes.map(({ id }) => id))
    assert.equal(byId.size, nodes.length)
    assert.equal(laneIds.size, lanes.length)
    assert.equal(new Set(edges.map(({ id }) => id)).size, edges.length)
    assert.deepEqual(
      lanes.flatMap(({ steps }) => steps).sort(),
      nodes
        .filter(({ lane }) => lane !== null)
        .map(({ id }) => id)
        .sort(),
    )
    for (const { from, handle, to, slot } of edges) {
      assert.ok(byId.get(from)?.outs.some(({ id }) => id === handle))
      assert.equal(byId.has(to), true)
      if (slot) assert.equal(laneIds.has(slot.lane), true)
    }
    for (const node of nodes) {
      assert.ok(node.at.start >= at.start)
      assert.ok(node.at.end <= at.end)
      for (const { lane } of node.outs) if (lane !== null) assert.equal(laneIds.has(lane), true)
      assert.equal(new Set(node.fields.map(({ name }) => name)).size, node.fields.length)
      for (const field of node.fields) {
        assert.ok(field.value.start >= field.at.start)
        assert.ok(field.at.start >= node.at.start)
        assert.ok(field.at.end <= node.at.end)
      }
    }
  }
}

/** Of programs that the grammar makes, with comments everywhere. */
export const graphHolds = (start: string) =>
  fc.property(fc.integer(), (seed) => {
    const made = randomProgram(seed, start, commented)
    hold(start === 'step' ? `playbook p() { ${made} }` : made)
  })
