// Makes syntaxes/tocsin.tmLanguage.json, the grammar for VS Code and whatever else reads TextMate grammars, from the lexer's
// word lists. The same lists always give the same bytes.
import { writeFileSync } from 'node:fs'
import { constantWords, dayWords, hardWords, softWords } from '../../dsl/syntax/keywords.ts'

const name = '[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*'
/** Whole words, not parts of names or paths, and no keys of maps. */
const words = (list) => `(?<![\\p{L}\\p{N}_.@])(?:${[...list].sort().join('|')})(?![\\p{L}\\p{M}\\p{N}_.]|\\s*:(?!:))`

const declarations = ['use', 'const', 'condition', 'window', 'connection', 'channel', 'template', 'schedule', 'inhibit']
const logic = ['and', 'or', 'not', 'has', 'in', 'during', 'count', 'distinct', 'matches', 'contains']
const isOther = (word) => ![...declarations, ...logic, 'playbook', 'rule', 'test'].includes(word)

const value = [
  { include: '#comment' },
  { include: '#text' },
  { include: '#pattern' },
  { include: '#literal' },
  { include: '#handle' },
  { include: '#path' },
  { include: '#word' },
]

const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Tocsin rules',
  scopeName: 'source.tocsin',
  fileTypes: ['rule'],
  patterns: [
    {
      match: `^\\s*(rule|test)\\s+("(?:[^"\\\\\\n]|\\\\.)*")`,
      captures: { 1: { name: 'keyword.declaration.tocsin' }, 2: { name: 'entity.name.type.tocsin' } },
    },
    {
      match: `^(const|condition|window|connection|channel|template|schedule|inhibit|playbook)\\s+(${name})`,
      captures: { 1: { name: 'keyword.declaration.tocsin' }, 2: { name: 'entity.name.type.tocsin' } },
    },
    ...value,
  ],
  repository: {
    comment: {
      patterns: [
        { name: 'comment.line.documentation.tocsin', match: '##[^\\n]*' },
        { name: 'comment.line.number-sign.tocsin', match: '#[^\\n]*' },
      ],
    },
    text: {
      patterns: [
        { name: 'string.quoted.triple.tocsin', begin: '"""', end: '"""', patterns: [{ include: '#inText' }] },
        // An unclosed text ends with its line, as in the lexer.
        { name: 'string.quoted.double.tocsin', begin: '"', end: '"|$', patterns: [{ include: '#inText' }] },
      ],
    },
    inText: {
      patterns: [
        { name: 'constant.character.escape.tocsin', match: '\\\\(?:u\\{[0-9a-fA-F]{1,6}\\}|u[0-9a-fA-F]{4}|.)' },
        {
          name: 'meta.interpolation.tocsin',
          begin: '\\{\\{',
          end: '\\}\\}|$',
          beginCaptures: { 0: { name: 'punctuation.section.interpolation.begin.tocsin' } },
          endCaptures: { 0: { name: 'punctuation.section.interpolation.end.tocsin' } },
          patterns: [
            { name: 'string.quoted.single.tocsin', match: "'(?:[^'\\\\]|\\\\.)*'" },
            { name: 'support.function.tocsin', match: `(?<=\\|)\\s*${name}|${name}(?=\\()` },
            { include: '#literal' },
            { include: '#path' },
            { name: 'variable.other.tocsin', match: name },
          ],
        },
      ],
    },
    pattern: { name: 'string.regexp.tocsin', match: '/(?:\\\\[^\\n]|[^/\\\\\\n])+/\\p{L}*' },
    literal: {
      patterns: [
        { name: 'constant.numeric.date.tocsin', match: '\\b\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d)?)?\\b' },
        { name: 'constant.numeric.time.tocsin', match: '\\b\\d\\d:\\d\\d\\b' },
        { name: 'constant.numeric.duration.tocsin', match: '\\b(?:\\d+(?:ms|s|m|h|d|w))+\\b' },
        { name: 'constant.numeric.size.tocsin', match: '\\b\\d+(?:\\.\\d+)?(?:[kKMGTP]i?B|B)\\b' },
        { name: 'constant.numeric.percent.tocsin', match: '\\b\\d+(?:\\.\\d+)?%' },
        { name: 'constant.numeric.tocsin', match: '\\b\\d+(?:_\\d+)*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b' },
        { name: 'constant.language.tocsin', match: words(constantWords) },
        { name: 'constant.language.day.tocsin', match: words(dayWords) },
      ],
    },
    handle: {
      name: 'entity.name.tag.handle.tocsin',
      match: '@[\\p{L}_](?:[\\p{L}\\p{M}\\p{N}_.-]*[\\p{L}\\p{M}\\p{N}_])?',
    },
    path: { name: 'variable.other.property.tocsin', match: `${name}(?:\\.${name}|\\[(?:"[^"\\n]*"|\\d+)\\])+` },
    word: {
      patterns: [
        { name: 'keyword.declaration.tocsin', match: words([...declarations, 'playbook', 'rule', 'test']) },
        { name: 'keyword.operator.logical.tocsin', match: words(logic) },
        { name: 'keyword.control.tocsin', match: words(hardWords.filter(isOther)) },
        { name: 'keyword.other.tocsin', match: words(softWords.filter(isOther)) },
        { name: 'keyword.operator.comparison.tocsin', match: '==|!=|>=|<=|>|<' },
        { name: 'keyword.operator.tocsin', match: '\\.\\.|[=+-]' },
        { name: 'entity.name.function.tocsin', match: `${name}(?=\\()` },
        { name: 'variable.other.key.tocsin', match: `${name}(?=\\s*:)` },
      ],
    },
  },
}

const printed = `${JSON.stringify(grammar, null, 2)}\n`
// `--print` shows what would be written: a test compares it with the file.
if (process.argv.includes('--print')) process.stdout.write(printed)
else writeFileSync(new URL('syntaxes/tocsin.tmLanguage.json', import.meta.url), printed)
