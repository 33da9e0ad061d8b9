/** The language service as a server of the Language Server Protocol. */
import {
  CodeActionKind,
  type Connection,
  FoldingRangeKind,
  type InitializeParams,
  type Location,
  ResponseError,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Known } from '../../dsl/checks/index.ts'
import { format } from '../../dsl/format/index.ts'
import { actions } from '../../dsl/service/actions.ts'
import { complete } from '../../dsl/service/complete.ts'
import { folds } from '../../dsl/service/folding.ts'
import { hover } from '../../dsl/service/hover.ts'
import { outline } from '../../dsl/service/outline.ts'
import { rename, renameable } from '../../dsl/service/rename.ts'
import { definition, type Place, references } from '../../dsl/service/resolve.ts'
import { semanticTokens, tokenKinds } from '../../dsl/service/semantic-tokens.ts'
import { localeOf } from '../config-locale.ts'
import { pathOf, uriOf } from './paths.ts'
import { Problems } from './problems.ts'
import { asksFor, refactorActions, resolveRefactor, resolvesLater } from './refactor.ts'
import { toCompletion, toDiagnostic, toEdits, toRange, toSymbol, toTokenData } from './to-lsp.ts'
import { Workspace } from './workspace.ts'

/** Code of the protocol for a request that was understood and cannot be done. */
const requestFailed = -32803

const capabilities: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  completionProvider: { triggerCharacters: ['.', '@', '"', '#', '{', '|', ' '] },
  hoverProvider: true,
  documentSymbolProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite],
    resolveProvider: true,
  },
  documentFormattingProvider: true,
  foldingRangeProvider: true,
  semanticTokensProvider: { legend: { tokenTypes: [...tokenKinds], tokenModifiers: [] }, full: true },
}

const foldersOf = ({ workspaceFolders, rootUri }: InitializeParams): readonly string[] =>
  (workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []))
    .filter((uri) => uri.startsWith('file:'))
    .map(pathOf)

/**
 * Answers an editor until it says `exit`.
 * @param knownNames names from outside; asked for once, the answer may come late
 */
export function serve(connection: Connection, knownNames: () => Promise<Known>): void {
  const workspace = new Workspace({})
  const problems = new Problems(connection, workspace)
  const documents = new TextDocuments(TextDocument)
  const at = (params: { readonly textDocument: { readonly uri: string } }) => {
    const path = pathOf(params.textDocument.uri)
    return {
      path,
      document: workspace.document(path),
      parsed: workspace.project.files.get(path),
      project: workspace.project,
    }
  }
  const toLocation = ({ file, at: span }: Place): Location => ({
    uri: uriOf(file),
    range: toRange(workspace.document(file), span),
  })

  let folders: readonly string[] = []
  let isLater = false
  connection.onInitialize((params) => {
    folders = foldersOf(params)
    isLater = resolvesLater(params)
    problems.locale = localeOf(params.locale ?? null)
    return { capabilities, serverInfo: { name: 'tocsin' } }
  })
  connection.onInitialized(async () => {
    void knownNames()
      .then((known) => {
        workspace.known = known
        problems.changed(null)
      })
      // Without these names there are only fewer warnings.
      .catch((error: unknown) => connection.console.warn(`Names from outside are not known: ${String(error)}`))
    for (const folder of folders) await workspace.readFolder(folder)
    problems.changed(null)
  })
  connection.onShutdown(() => problems.stop())

  documents.onDidOpen(async ({ document }) => {
    await workspace.opened(document.uri, document.getText())
    problems.changed(pathOf(document.uri))
  })
  documents.onDidChangeContent(({ document }) => {
    workspace.changed(document.uri, document.getText())
    problems.changed(pathOf(document.uri))
  })
  documents.onDidClose(async ({ document }) => {
    await workspace.closed(document.uri)
    problems.changed(pathOf(document.uri))
  })
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) if (uri.endsWith('.rule')) await workspace.changedOnDisk(uri)
    problems.changed(null)
  })

  connection.onCompletion((params) => {
    const { path, document, project } = at(params)
    return complete(project, path, document.offsetAt(params.position)).map((one, index) =>
      toCompletion(document, one, index),
    )
  })
  connection.onHover((params) => {
    const { path, document, project } = at(params)
    const found = hover(project, path, document.offsetAt(params.position))
    return (
      found && { contents: { kind: 'markdown' as const, value: found.markdown }, range: toRange(document, found.at) }
    )
  })
  connection.onDocumentSymbol((params) => {
    const { document, parsed } = at(params)
    return parsed ? outline(parsed).map((item) => toSymbol(document, item)) : []
  })
  connection.onDefinition((params) => {
    const { path, document, project } = at(params)
    const place = definition(project, path, document.offsetAt(params.position))
    return place && toLocation(place)
  })
  connection.onReferences((params) => {
    const { path, document, project } = at(params)
    return references(project, path, document.offsetAt(params.position)).map(toLocation)
  })
  connection.onPrepareRename((params) => {
    const { path, document, project } = at(params)
    const found = renameable(project, path, document.offsetAt(params.position))
    return found && { range: toRange(document, found.at), placeholder: found.name }
  })
  connection.onRenameRequest((params) => {
    const { path, document, project } = at(params)
    const renaming = rename(project, path, document.offsetAt(params.position), params.newName)
    if ('refused' in renaming) return new ResponseError(requestFailed, renaming.refused)
    const byFile = Map.groupBy(renaming.edits, ({ file }) => file)
    const changes = [...byFile].map(([file, edits]) => {
      const text = workspace.document(file)
      return [uriOf(file), edits.map((edit) => ({ range: toRange(text, edit.at), newText: edit.text }))] as const
    })
    return { changes: Object.fromEntries(changes) }
  })
  connection.onCodeAction((params) => {
    const { path, document, project } = at(params)
    const span = { start: document.offsetAt(params.range.start), end: document.offsetAt(params.range.end) }
    const fixes = asksFor(params, CodeActionKind.QuickFix) ? actions(project, path, span) : []
    const fixed = fixes.map(({ title, problem, edits, safe }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      isPreferred: safe,
      diagnostics: [toDiagnostic(document, problem)],
      edit: { changes: { [params.textDocument.uri]: toEdits(document, edits) } },
    }))
    const isAsked = asksFor(params, CodeActionKind.RefactorRewrite)
    return [...fixed, ...(isAsked ? refactorActions(workspace, path, span, isLater) : [])]
  })
  connection.onCodeActionResolve((action) => resolveRefactor(workspace, action))
  connection.onDocumentFormatting((params) => {
    const { path, document } = at(params)
    const text = document.getText()
    const formatted = format(text, path)
    if (formatted.kind === 'refused' || formatted.text === text) return []
    return [{ range: toRange(document, { start: 0, end: text.length }), newText: formatted.text }]
  })
  connection.onFoldingRanges((params) => {
    const { parsed } = at(params)
    return (parsed ? folds(parsed) : []).map(({ from, to, kind }) => ({
      startLine: from - 1,
      endLine: to - 1,
      ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
    }))
  })
  connection.languages.semanticTokens.on((params) => {
    const { document, parsed } = at(params)
    return { data: parsed ? toTokenData(document, semanticTokens(parsed, document.getText())) : [] }
  })

  documents.listen(connection)
  connection.listen()
}
