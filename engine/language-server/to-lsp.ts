/** Answers of the language service in the words of the protocol. Offsets become lines and UTF-16 columns by the text itself. */
import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Range,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Problem } from '../../dsl/model/problems.ts'
import type { Span } from '../../dsl/model/span.ts'
import type { Completion, CompletionKind } from '../../dsl/service/completion.ts'
import type { OutlineItem } from '../../dsl/service/outline.ts'
import { type SemanticToken, tokenKinds } from '../../dsl/service/semantic-tokens.ts'

export const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
})
const spanOf = ({ start, end }: Problem['range']): Span => ({ start: start.offset, end: end.offset })

export const toEdits = (
  document: TextDocument,
  edits: readonly { readonly range: Problem['range']; readonly text: string }[],
): TextEdit[] => edits.map(({ range, text }) => ({ range: toRange(document, spanOf(range)), newText: text }))

export function toDiagnostic(document: TextDocument, problem: Problem): Diagnostic {
  const { code, severity, range, message, labels, help } = problem
  const place = toRange(document, spanOf(range))
  const isHere = (label: Problem['labels'][number]) =>
    label.range.start.offset === range.start.offset && label.range.end.offset === range.end.offset
  const here = labels.filter(isHere).map((label) => label.text)
  return {
    range: place,
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code,
    source: 'tocsin',
    message: [message, ...here, ...(help ? [`help: ${help}`] : [])].join('\n'),
    relatedInformation: labels
      .filter((label) => !isHere(label) && label.text !== '')
      .map((label) => ({
        location: { uri: document.uri, range: toRange(document, spanOf(label.range)) },
        message: label.text,
      })),
  }
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  field: CompletionItemKind.Field,
  variable: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  condition: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  handle: CompletionItemKind.Reference,
  connection: CompletionItemKind.Interface,
  template: CompletionItemKind.Text,
  playbook: CompletionItemKind.Function,
  window: CompletionItemKind.Event,
  remediation: CompletionItemKind.Method,
  rule: CompletionItemKind.Class,
  file: CompletionItemKind.File,
  value: CompletionItemKind.Value,
}

export const toCompletion = (document: TextDocument, one: Completion, index: number): CompletionItem => ({
  label: one.label,
  kind: kinds[one.kind],
  ...(one.detail === null ? {} : { detail: one.detail }),
  filterText: one.label,
  // The service's order is kept.
  sortText: String(index).padStart(5, '0'),
  textEdit: { range: toRange(document, one.replaces), newText: one.insert },
})

const symbols: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  const: SymbolKind.Constant,
  condition: SymbolKind.Boolean,
  window: SymbolKind.Event,
  connection: SymbolKind.Interface,
  template: SymbolKind.String,
  schedule: SymbolKind.Array,
  inhibit: SymbolKind.Operator,
  playbook: SymbolKind.Function,
  rule: SymbolKind.Class,
  test: SymbolKind.Method,
  step: SymbolKind.Variable,
}

export const toSymbol = (document: TextDocument, item: OutlineItem): DocumentSymbol => ({
  name: item.name,
  detail: item.detail,
  kind: symbols[item.kind],
  range: toRange(document, item.at),
  selectionRange: toRange(document, item.nameAt),
  children: item.inside.map((one) => toSymbol(document, one)),
})

/** Five numbers a token, each place told from the one before; a token of several lines is told line by line. */
export function toTokenData(document: TextDocument, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = []
  let line = 0
  let character = 0
  const text = document.getText()
  for (const { at, kind } of tokens) {
    for (const part of text.slice(at.start, at.end).matchAll(/[^\r\n]+/gu)) {
      const start = document.positionAt(at.start + part.index)
      const isSameLine = start.line === line
      const step = isSameLine ? start.character - character : start.character
      data.push(start.line - line, step, part[0].length, tokenKinds.indexOf(kind), 0)
      line = start.line
      character = start.character
    }
  }
  return data
}
