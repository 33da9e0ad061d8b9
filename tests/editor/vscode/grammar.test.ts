/** The TextMate grammar, run by VS Code's own engine: it is made from the word lists, and colours what people write. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import oniguruma from 'vscode-oniguruma'
import textmate, { type IGrammar } from 'vscode-textmate'
import { constantWords, dayWords, hardWords, softWords } from '../../../dsl/syntax/keywords.ts'
import { positionAt } from '../../../dsl/syntax/lines.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { example, shipped } from '../../dsl/service/shipped.ts'

const folder = join(import.meta.dirname, '../../../editor/vscode')
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

let grammar: IGrammar
beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'))
  await oniguruma.loadWASM(wasm)
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () =>
      Promise.resolve(textmate.parseRawGrammar(read('syntaxes/tocsin.tmLanguage.json'), 'tocsin.tmLanguage.json')),
  })
  grammar = (await registry.loadGrammar('source.tocsin')) as IGrammar
})

/** The innermost scope of each piece, line by line. */
function scopesOf(text: string) {
  let stack = textmate.INITIAL
  return text.split('\n').map((line) => {
    const read = grammar.tokenizeLine(line, stack)
    stack = read.ruleStack
    return read.tokens.map((token) => ({
      from: token.startIndex,
      to: token.endIndex,
      scope: token.scopes.at(-1) ?? '',
      scopes: token.scopes,
    }))
  })
}
function scopeAt(text: string, word: string) {
  const before = text.slice(0, text.indexOf(word)).split('\n')
  const column = before.at(-1)?.length ?? 0
  return scopesOf(text)[before.length - 1]?.find(({ from, to }) => from <= column && column < to)?.scope
}

test('the committed grammar is what `npm run generate` makes', () => {
  const made = execFileSync(process.execPath, [join(folder, 'generate.mjs'), '--print'], { encoding: 'utf8' })
  expect(made).toBe(read('syntaxes/tocsin.tmLanguage.json'))
})

test.each([...hardWords, ...softWords])('%s is a keyword, and no part of a longer name', (word) => {
  expect(scopeAt(`x ${word} x`, word)).toMatch(/^keyword\./)
  expect(scopeAt(`x ${word}_x x`, word) ?? 'source.tocsin').toBe('source.tocsin')
  expect(scopeAt(`x { ${word}: 1 }`, word)).toBe('variable.other.key.tocsin')
})
test.each([...dayWords, ...constantWords])('%s is a constant', (word) => {
  expect(scopeAt(`x ${word} x`, word)).toMatch(/^constant\.language/)
})

test.each<[text: string, word: string, scope: string]>([
  ['rule "Disk" {', '"Disk"', 'entity.name.type.tocsin'],
  ['const limit = 5%', 'limit', 'entity.name.type.tocsin'],
  ['const limit = 5%', '5%', 'constant.numeric.percent.tocsin'],
  ['within 1h30m', '1h30m', 'constant.numeric.duration.tocsin'],
  ['< 20GiB', '20GiB', 'constant.numeric.size.tocsin'],
  ['# rule', 'rule', 'comment.line.number-sign.tocsin'],
  ['## rule', 'rule', 'comment.line.documentation.tocsin'],
  ['when label.to == "a"', 'label.to', 'variable.other.property.tocsin'],
  ['matches /^a when/i', 'when', 'string.regexp.tocsin'],
  ['notify @équipe.b', '@équipe.b', 'entity.name.tag.handle.tocsin'],
  ['"a {{alert.title | upper}} b"', 'alert.title', 'variable.other.property.tocsin'],
  ['"a {{alert.title | upper}} b"', 'upper', 'support.function.tocsin'],
  ['"a {{alert.title | upper}} b"', 'b"', 'string.quoted.double.tocsin'],
  ['"say \\"when\\" to"', 'to"', 'string.quoted.double.tocsin'],
  ['"""\nwhen {{alert.name}}\n"""\nwhen', 'when {', 'string.quoted.triple.tocsin'],
  ['call cleanup(host: 1)', 'cleanup', 'entity.name.function.tocsin'],
])('%s: %s', (text, word, scope) => {
  const found = scopeAt(text, word)
  expect(found?.trim()).toBe(scope)
})

describe('shipped files', () => {
  test.each([...example, ...shipped])('%s: texts, comments and patterns are where the lexer has them', (path, text) => {
    const lines = scopesOf(text)
    const parsed = parse(text, path)
    for (const token of parsed.tokens) {
      if (token.type === 'space') continue
      const { line, column } = positionAt(parsed.lines, token.at.start)
      const scopes = lines[line - 1]?.find(({ to }) => column - 1 < to)?.scopes.join(' ') ?? ''
      expect([token.text, /string\.quoted|entity\.name\.type/.test(scopes)]).toEqual([
        token.text,
        token.type === 'string' || /entity\.name\.type/.test(scopes),
      ])
      expect([token.text, /comment\./.test(scopes)]).toEqual([token.text, token.type === 'comment'])
      expect([token.text, /string\.regexp/.test(scopes)]).toEqual([token.text, token.type === 'regex'])
    }
  })
})

test('the manifest names files that are there', () => {
  const manifest = JSON.parse(read('package.json')) as {
    readonly main: string
    readonly contributes: {
      readonly languages: readonly { readonly configuration: string; readonly extensions: readonly string[] }[]
      readonly grammars: readonly { readonly path: string; readonly scopeName: string }[]
    }
  }
  const [language] = manifest.contributes.languages
  const [colours] = manifest.contributes.grammars
  for (const path of [manifest.main, language?.configuration, colours?.path]) expect(read(path ?? '')).not.toBe('')
  expect(language?.extensions).toEqual(['.rule'])
  expect(JSON.parse(read(colours?.path ?? ''))).toMatchObject({ scopeName: colours?.scopeName })
})
