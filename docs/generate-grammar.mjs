// Makes docs/grammar.md from dsl/syntax/grammar.ne. Plain JavaScript, so that any Node runs it. `--print` shows it only.
import { readFileSync, writeFileSync } from 'node:fs'

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')
const source = read('../dsl/syntax/grammar.ne')
const keywords = read('../dsl/syntax/keywords.ts')

/** What stands for a piece of text of one kind, as the lexer makes it. */
const tokens = {
  ident: 'NAME',
  soft: 'NAME',
  hard: 'RESERVED',
  path: 'PATH',
  string: 'TEXT',
  handle: 'HANDLE',
  number: 'NUMBER',
  duration: 'DURATION',
  size: 'SIZE',
  percent: 'PERCENT',
  date: 'DATE',
  datetime: 'DATETIME',
  time: 'TIME',
  regex: 'REGEX',
  bool: 'TRUTH',
  day: 'DAY',
}

function plain(rule) {
  return rule
    .replace(/\{%.*?%\}/gsu, '')
    .replace(/"([^"]+)"/gu, "'$1'")
    .replace(/:([?*+])/gu, '$1')
    .replace(/%(\w+)/gu, (_, type) => tokens[type] ?? type.toUpperCase())
    .replace(/\(\s+/gu, '(')
    .replace(/\s+\)/gu, ')')
    .replace(/\s+/gu, ' ')
    .replace(/\(NAME \| NAME\)/gu, 'NAME')
    .trim()
}

/** The words of one of the lists in keywords.ts. */
const words = (list) => new RegExp(`${list} = \`([^\`]+)\``, 'u').exec(keywords)[1].trim().split(/\s+/u)

const sections = [{ title: 'files and declarations', rules: [] }]
let open = null
for (const line of source.split('\n')) {
  const heading = /^# ---- (.+)$/u.exec(line)
  const start = /^(\w+) -> (.*)$/u.exec(line)
  if (heading) sections.push({ title: heading[1], rules: [] })
  else if (start) {
    open = { name: start[1], lines: [start[2]] }
    sections.at(-1).rules.push(open)
  } else if (open && /^\s+\S/u.test(line)) open.lines.push(line)
}

const width = Math.max(...sections.flatMap(({ rules }) => rules.map(({ name }) => name.length)))
function shown({ name, lines }) {
  const ways = [...new Set(plain(lines.join(' ')).split(/ \| (?![^(]*\))/u))]
  const line = `${name.padEnd(width)} = ${ways.join(' | ')}`
  if (line.length <= 100) return line
  const pad = ' '.repeat(width + 1)
  return ways.map((way, index) => (index === 0 ? `${name.padEnd(width)} = ${way}` : `${pad}| ${way}`)).join('\n')
}

const listed = (list) =>
  words(list)
    .map((word) => `\`${word}\``)
    .join(' ')

const text = `# The grammar

<!-- Made from dsl/syntax/grammar.ne by \`npm run generate\`. Change the grammar instead. -->

The whole syntax, as the parser has it. \`'word'\` stands for itself, CAPITALS for a piece of text of that kind ([types and
literals](language.md#types-and-literals)); \`?\` is at most once, \`*\` any number, \`+\` at least once, \`|\` one of several. White space
and comments may stand anywhere. What means what is told in [language.md](language.md), with an example of each that runs.
${sections
  .map(
    ({ title, rules }) =>
      `\n## ${title[0].toUpperCase()}${title.slice(1)}\n\n\`\`\`ebnf\n${rules.map(shown).join('\n')}\n\`\`\`\n`,
  )
  .join('')}
## Words

RESERVED words are never names:

${listed('hardWords')}

These are words only where the grammar asks for them, and may be names anywhere else:

${listed('softWords')}
`

if (process.argv.includes('--print')) process.stdout.write(text)
else writeFileSync(new URL('grammar.md', import.meta.url), text)
