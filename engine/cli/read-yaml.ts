/** YAML as data with lines. Every scalar is the text that is written, as Go's reader of typed structures takes it. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Located, LocatedEntry } from '../../dsl/import/located.ts'
import { VerbFailed } from './verb.ts'

/** @throws {VerbFailed} for a text that is no YAML, with the line */
export function readYaml(text: string, file: string): Located {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe', uniqueKeys: true })
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
  const located = (node: Node | null, above: number, within: readonly Node[]): Located => {
    const line = node?.range ? lines.linePos(node.range[0]).line : above
    if (isAlias(node)) return located(node.resolve(document) ?? null, line, [...within, node])
    if (node && within.includes(node)) throw new VerbFailed(`${file}:${line}: an alias holds itself.`, 'write it out.')
    const inside = node ? [...within, node] : within
    if (isMap(node)) {
      const entries = node.items.flatMap(({ key, value }) => {
        const name = located(key as Node, line, inside)
        const entry: LocatedEntry = {
          key: name.kind === 'scalar' ? name.text : '',
          line: name.line,
          value: located(value as Node | null, name.line, inside),
        }
        return entry.key === '<<' ? mergedFrom(entry.value) : [entry]
      })
      return { kind: 'map', line, entries }
    }
    if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => located(item as Node, line, inside)) }
    return { kind: 'scalar', line, text: isScalar(node) ? scalarText(node.value, node.type) : '' }
  }
  return located(document.contents, 1, [])
}

const scalarText = (value: unknown, style: string | undefined): string =>
  typeof value !== 'string' || (style === 'PLAIN' && /^(~|null|Null|NULL)$/u.test(value)) ? '' : value

/** `<<: *other` or a list of them, of which the first wins. */
const mergedFrom = (value: Located): readonly LocatedEntry[] =>
  value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items.toReversed().flatMap(mergedFrom) : []
