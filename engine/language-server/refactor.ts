/** The commands of the canvas as code actions; what one changes is worked out when the editor asks for it. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type InitializeParams,
} from 'vscode-languageserver/node'
import type { Command } from '../../dsl/edit/index.ts'
import type { Span } from '../../dsl/model/span.ts'
import { edit } from '../../dsl/service/edit.ts'
import { refactorings } from '../../dsl/service/refactorings.ts'
import { uriOf } from './paths.ts'
import { toRange } from './to-lsp.ts'
import type { Workspace } from './workspace.ts'

interface Chosen {
  readonly path: string
  readonly command: Command
}

/** True for an editor that asks for the edits of an action only when it is chosen. */
export const resolvesLater = ({ capabilities }: InitializeParams): boolean =>
  capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false

/** Whether the editor asks for actions of a kind; without a wish it asks for all. */
export const asksFor = ({ context }: CodeActionParams, kind: string): boolean =>
  context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true

export function refactorActions(workspace: Workspace, path: string, span: Span, isLater: boolean): CodeAction[] {
  return refactorings(workspace.project, path, span).map(({ title, command }) => {
    const action = { title, kind: CodeActionKind.RefactorRewrite, data: { path, command } satisfies Chosen }
    return isLater ? action : resolveRefactor(workspace, action)
  })
}

/** The action with its edits; without any where the text has changed so that it fits no more. */
export function resolveRefactor(workspace: Workspace, action: CodeAction): CodeAction {
  const { path, command } = action.data as Chosen
  const done = edit(workspace.project, path, command)
  if (done?.kind !== 'edited') return action
  const document = workspace.document(path)
  const edits = done.edits.map(({ at, text }) => ({ range: toRange(document, at), newText: text }))
  return { ...action, edit: { changes: { [uriOf(path)]: edits } } }
}
