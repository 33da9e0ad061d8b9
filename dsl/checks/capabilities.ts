/** E901: what the language has and this build does not execute (D48). Loading refuses it; it is never ignored. */
import { type Capabilities, capabilities } from '../model/capabilities.ts'
import type { Problem } from '../model/problems.ts'
import type { Span } from '../model/span.ts'
import type { Block, Declaration, Expr, Handler, Step } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { problemOf } from '../syntax/problem.ts'
import { bodiesOf } from './blocks.ts'

type Group = keyof typeof capabilities
type Refuse = (group: Group, word: string, at: Span, shown?: string) => boolean

/**
 * Everything in the files that this build would have to ignore, as errors. Of nested ones the outermost is told.
 * @param able what is executed: by loading, unless it says otherwise
 */
export function refuse(files: readonly ParsedFile[], able: Capabilities = capabilities): readonly Problem[] {
  return files.flatMap((parsed) => {
    const problems: Problem[] = []
    const refused: Refuse = (group, word, at, shown = word) => {
      if (able[group].includes(word)) return false
      problems.push(problemOf({ id: 'E901', at, args: { what: shown } }, parsed.file, parsed.lines))
      return true
    }
    for (const declaration of parsed.declarations) inDeclaration(declaration, refused)
    return problems
  })
}

/** The first word of a node: its whole text would underline a page. */
const head = (at: Span, word: string): Span => ({ start: at.start, end: Math.min(at.end, at.start + word.length) })

function inDeclaration(node: Declaration, refused: Refuse): void {
  if (refused('declarations', node.kind, node.kind === 'use' ? node.at : node.name.at)) return
  if (node.kind === 'condition') inCondition(node.expr, refused)
  if (node.kind === 'playbook') {
    inBlock(node.block, refused)
    inHandlers(node.handlers, 'ruleHandlers', refused)
  }
  if (node.kind !== 'rule') return
  for (const item of node.items) {
    if (refused('ruleItems', item.kind, item.kind === 'handler' ? head(item.at, 'on') : head(item.at, item.kind)))
      continue
    switch (item.kind) {
      case 'on':
        refused('triggers', item.trigger.kind, item.trigger.at, `on ${item.trigger.kind}`)
        break
      case 'when':
      case 'suppress when':
        inCondition(item.condition, refused)
        break
      case 'group':
        for (const option of ['within', 'wait', 'every', 'repeat'] as const) {
          const value = item[option]
          if (value) refused('groupOptions', option, value.at, `group … ${option}`)
        }
        break
      case 'then':
        inBlock(item.block, refused)
        break
      case 'handler':
        inHandlers([item], 'ruleHandlers', refused)
    }
  }
}

function inHandlers(handlers: readonly Handler[], group: 'handlers' | 'ruleHandlers', refused: Refuse): void {
  for (const { event, eventAt, block } of handlers)
    if (!refused(group, event, eventAt, `on ${event}`)) inBlock(block, refused)
}

function inBlock(block: Block, refused: Refuse): void {
  for (const step of block.steps) inStep(step, refused)
}

function inStep(step: Step, refused: Refuse): void {
  const shown = step.kind === 'call step' ? 'call' : step.kind
  if (refused('steps', step.kind, head(step.at, shown), shown)) return
  if (step.kind === 'if') for (const arm of step.arms) inCondition(arm.condition, refused)
  for (const body of bodiesOf(step)) inBlock(body, refused)
  for (const clause of step.clauses) {
    if (refused('clauses', clause.kind, clause.at)) continue
    if (clause.kind === 'verify') inCondition(clause.condition, refused)
    if (clause.kind === 'rollback') inBlock(clause.block, refused)
  }
  inHandlers(step.handlers, 'handlers', refused)
}

function inCondition(node: Expr, refused: Refuse): void {
  if (refused('conditions', node.kind, node.at)) return
  if (node.kind === 'and' || node.kind === 'or') for (const part of node.parts) inCondition(part, refused)
  if (node.kind === 'not' || node.kind === 'paren') inCondition(node.of, refused)
}
