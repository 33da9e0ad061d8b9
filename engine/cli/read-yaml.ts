/** YAML as data with lines. Every scalar is the text that is written, as Go's reader of typed structures takes it. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Located, LocatedEntry, Place } from '../../dsl/import/located.ts'
import { VerbFailed } from './verb.ts'

/** @throws {VerbFailed} for a text that is no YAML, with the line */
export function readYaml(text: string, file: string): Located {
  const lines = new LineCounter()
  // A lone CR ends a line of YAML too, which the library does not know.
  const document = parseDocument(text.replace(/\r(?!\n)/gu, '\n'), {
    lineCounter: lines,
    schema: 'failsafe',
    uniqueKeys: true,
  })
  const [error] = document.errors
  if (error) {
    // The parser's text quotes the lines around, in which a secret may stand.
    const said = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/u, '') ?? ''
    const { line } = lines.linePos(error.pos[0])
    throw new VerbFailed(
      `${file}:${line}: ${said.replace(/:$/u, '')}.`,
      'mend the YAML; `amtool check-config` says the same.',
    )
  }
  let nodes = 0
  const resolved = new Map<Node, Node | null>()
  const located = (node: Node | null, above: Place, within: readonly Node[]): Located => {
    const line = node?.range ? lines.linePos(node.range[0]).line : above.line
    const at: Place = { line, path: above.path }
    nodes += 1
    if (nodes > mostNodes || within.length > deepest)
      throw new VerbFailed(`${file}:${line}: the YAML is too large or too deep.`, 'write it with fewer aliases.')
    if (isAlias(node)) {
      // The library goes through the whole document for each.
      if (!resolved.has(node)) resolved.set(node, node.resolve(document) ?? null)
      return located(resolved.get(node) ?? null, at, [...within, node])
    }
    if (node && within.includes(node)) throw new VerbFailed(`${file}:${line}: an alias holds itself.`, 'write it out.')
    const inside = node ? [...within, node] : within
    if (isMap(node)) {
      const entries = node.items.flatMap(({ key, value }) => {
        const name = located(key as Node, at, inside)
        const word = name.kind === 'scalar' ? name.text : ''
        // What a merge brings stands where it is merged into.
        const path = word === '<<' ? at.path : at.path === '' ? word : `${at.path}.${word}`
        const entry: LocatedEntry = {
          key: word,
          line: name.line,
          value: located(value as Node | null, { line: name.line, path }, inside),
        }
        return entry.key === '<<' ? mergedFrom(entry.value) : [entry]
      })
      return { kind: 'map', ...at, entries }
    }
    if (isSeq(node)) {
      const item = (one: unknown, index: number) => located(one as Node, { line, path: `${at.path}[${index}]` }, inside)
      return { kind: 'list', ...at, items: node.items.map(item) }
    }
    return { kind: 'scalar', ...at, text: isScalar(node) ? scalarText(node.value, node.type) : '' }
  }
  return located(document.contents, { line: 1, path: '' }, [])
}

/** Aliases of aliases may stand for billions of nodes. */
const mostNodes = 200_000
const deepest = 100

const scalarText = (value: unknown, style: string | undefined): string =>
  typeof value !== 'string' || (style === 'PLAIN' && /^(~|null|Null|NULL)$/u.test(value)) ? '' : value

/** `<<: *other` or a list of them, of which the first wins. */
const mergedFrom = (value: Located): readonly LocatedEntry[] =>
  value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items.toReversed().flatMap(mergedFrom) : []
