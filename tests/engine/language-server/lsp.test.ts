/** `tocsin lsp` as an editor sees it: a real process, the real protocol. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  Location,
  Range,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { until } from '../../support/until.ts'
import { type Editor, startEditor } from './editor.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-lsp-'))
const uri = (name: string) => pathToFileURL(join(folder, name)).href
const shared = 'edition 1\nconst limit = 90%\n'
// The emoji is two UTF-16 units and one character: columns behind it show which is counted.
const main = `edition 1
use "shared.rule"
rule "🚨 Disk" {
  when alert.title == "🚨🚨" and alert.value > limit
  then {
    notify @ops with { title: "🔥 {{alert.titel}}" }
    end ok
  }
}
`
const range = (text: string, word: string, nth = 0): Range => {
  let at = -1
  for (let n = 0; n <= nth; n += 1) at = text.indexOf(word, at + 1)
  const before = text.slice(0, at).split('\n')
  const start = { line: before.length - 1, character: (before.at(-1) ?? '').length }
  return { start, end: { line: start.line, character: start.character + word.length } }
}

let editor: Editor
const ask = <Answer>(method: string, params: object): Promise<Answer> =>
  editor.connection.sendRequest(method, { textDocument: { uri: uri('main.rule') }, ...params })

beforeAll(async () => {
  writeFileSync(join(folder, 'shared.rule'), shared)
  writeFileSync(join(folder, 'other.rule'), 'edition 1\nrule "O" { when alert.value > limit then { end ok } }\n')
  editor = await startEditor(folder, pathToFileURL(folder).href)
  await editor.open(uri('main.rule'), main)
}, 60_000)
afterAll(async () => {
  await editor.close()
  expect(await editor.exited).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})

const told = (ask: () => boolean | undefined) => until('the editor is told', () => Promise.resolve(ask() || undefined))
const codes = (name: string) => editor.problems.get(uri(name))?.map(({ code }) => code)

test('problems of the open file, at columns counted in UTF-16, and of files that are not open', async () => {
  await told(() => codes('main.rule')?.includes('E201') && codes('other.rule')?.includes('E203'))
  expect(editor.problems.get(uri('main.rule'))?.find(({ code }) => code === 'E201')).toMatchObject({
    range: range(main, 'alert.titel'),
    severity: 1,
    source: 'tocsin',
    message: expect.stringContaining('help:') as string,
  })
})

test('a rule that another leaves nothing to, when typing pauses; and no longer when it has something', async () => {
  const text = 'edition 1\nrule "S" { priority 200 then { end ok } stop processing }\n'
  await editor.open(uri('taker.rule'), text)
  await told(() => codes('other.rule')?.includes('W501'))
  await editor.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: uri('taker.rule'), version: 2 },
    contentChanges: [{ text: text.replace('priority 200', 'priority 20') }],
  })
  await told(() => !codes('other.rule')?.includes('W501'))
})

test('problems in the language of the editor', async () => {
  const chinese = await startEditor(folder, null, 'zh-cn')
  await chinese.open(uri('wait.rule'), 'edition 1\nrule "W" { then { wait for ack } }\n')
  await told(() => chinese.problems.get(uri('wait.rule'))?.some(({ message }) => String(message).includes('没有时限')))
  await chinese.close()
})

test('the fix of a problem', async () => {
  const found = await ask<CodeAction[]>('textDocument/codeAction', {
    range: range(main, 'alert.titel'),
    context: { diagnostics: [], only: ['quickfix'] },
  })
  expect(found.map(({ edit }) => edit?.changes?.[uri('main.rule')])).toEqual([
    [{ range: range(main, 'alert.titel'), newText: 'alert.title' }],
  ])
})

test('commands of the canvas, with their edits or, when asked again, later', async () => {
  const at = { range: range(main, 'end ok'), context: { diagnostics: [], only: ['refactor'] } }
  const found = await ask<CodeAction[]>('textDocument/codeAction', at)
  expect(found.map(({ title }) => title)).toEqual([
    'Wrap in `if`',
    'Wrap in `parallel`',
    'Wrap in `for each`',
    'Wrap in `repeat`',
    'Move the step up',
  ])
  const [wrap] = found
  const edits = wrap?.edit?.changes?.[uri('main.rule')] ?? []
  const document = TextDocument.create(uri('main.rule'), 'tocsin', 1, main)
  expect(TextDocument.applyEdits(document, edits)).toBe(
    main.replace('end ok', 'if alert.severity >= high {\n      end ok\n    }'),
  )
  const later = await ask<CodeAction>('codeAction/resolve', { ...wrap, edit: undefined })
  expect(later.edit).toEqual(wrap?.edit)
  const both = await ask<CodeAction[]>('textDocument/codeAction', { ...at, context: { diagnostics: [] } })
  expect(both).toHaveLength(found.length)
})

test('completion behind an emoji replaces what was typed', async () => {
  const { end } = range(main, 'alert.ti', 1)
  const items = await ask<CompletionItem[]>('textDocument/completion', { position: end })
  const title = items.find(({ label }) => label === 'alert.title')
  expect(title?.textEdit).toEqual({ range: range(main, 'alert.ti', 1), newText: 'alert.title' })
})

test('hover, definition, references and outline', async () => {
  const { start } = range(main, 'limit')
  const shown = await ask<Hover>('textDocument/hover', { position: start })
  expect(shown.range).toEqual(range(main, 'limit'))
  expect(JSON.stringify(shown.contents)).toContain('const limit = 90%')
  expect(await ask<Location>('textDocument/definition', { position: start })).toEqual({
    uri: uri('shared.rule'),
    range: range(shared, 'limit'),
  })
  expect(await ask<Location[]>('textDocument/references', { position: start, context: {} })).toHaveLength(2)
  const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', {})
  expect(symbols).toMatchObject([{ name: '🚨 Disk', selectionRange: range(main, '"🚨 Disk"') }])
})

test('rename over files, and its refusal in words', async () => {
  const { start } = range(main, 'limit')
  const { changes } = await ask<WorkspaceEdit>('textDocument/rename', { position: start, newName: 'most' })
  expect(changes).toEqual({
    [uri('main.rule')]: [{ range: range(main, 'limit'), newText: 'most' }],
    [uri('shared.rule')]: [{ range: range(shared, 'limit'), newText: 'most' }],
  })
  await expect(ask('textDocument/rename', { position: start, newName: 'when' })).rejects.toThrow('not a name')
})

test('folds and colours', async () => {
  expect(await ask('textDocument/foldingRange', {})).toContainEqual({ startLine: 2, endLine: 7 })
  const { data } = await ask<{ data: number[] }>('textDocument/semanticTokens/full', {})
  expect(data.length % 5).toBe(0)
  // `use` follows `edition 1` on the next line, from its first column, three wide.
  expect(data.slice(10, 13)).toEqual([1, 0, 3])
})

describe('edits', () => {
  const change = (name: string, version: number, changes: object[]) =>
    editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri(name), version },
      contentChanges: changes,
    })

  test('an edit behind an emoji arrives where it was made', async () => {
    await change('main.rule', 2, [{ range: range(main, 'alert.titel'), text: 'alert.title' }])
    await told(() => codes('main.rule')?.includes('E201') === false)
    const edits = await ask<TextEdit[]>('textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } })
    const now = TextDocument.create('a', 'b', 0, main.replace('titel', 'title'))
    expect(TextDocument.applyEdits(now, edits)).toContain('notify @ops with { title: "🔥 {{alert.title}}" }')
  })
  test('a change on disk of a file that is not open', async () => {
    writeFileSync(join(folder, 'shared.rule'), shared.replace('limit', 'limited'))
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri('shared.rule'), type: 2 }],
    })
    await told(() => codes('main.rule')?.includes('E203'))
  })
  test('any text and any place is answered', async () => {
    const garbage = ['\u0000\uD800 {{{ """', '"', `rule "x" { ${'('.repeat(500)}`, '\r\r\n\u2028', '']
    for (const [index, text] of garbage.entries()) {
      await change('main.rule', 3 + index, [{ text }])
      for (const position of [
        { line: 0, character: 0 },
        { line: 0, character: 3 },
        { line: 900, character: 900 },
      ]) {
        await ask('textDocument/completion', { position })
        await ask('textDocument/hover', { position })
        await ask('textDocument/definition', { position })
      }
      await ask('textDocument/semanticTokens/full', {})
      await ask('textDocument/foldingRange', {})
    }
  })
  test('files it has never heard of, and texts that have no file', async () => {
    const textDocument = { uri: 'file:///nowhere/at%20all.rule' }
    expect(await ask('textDocument/documentSymbol', { textDocument })).toEqual([])
    expect(await ask('textDocument/hover', { textDocument, position: { line: 1, character: 1 } })).toBeNull()
    await editor.open('untitled:Untitled-1', 'edition 1\nconst unused = 1\n')
    await told(() => editor.problems.get('untitled:Untitled-1')?.some(({ code }) => code === 'W507'))
  })
  test('requests that make no sense fail alone', async () => {
    await expect(editor.connection.sendRequest('textDocument/hover', {})).rejects.toThrow()
    await expect(editor.connection.sendRequest('tocsin/unknown', {})).rejects.toThrow()
    const body = '{ this is no json'
    editor.child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n${body}`)
    expect(await ask('textDocument/documentSymbol', {})).toEqual([])
  })
})
