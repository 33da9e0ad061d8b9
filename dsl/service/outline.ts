/** The declarations of a file as a tree, for outlines and "go to symbol". */

import { blocksOf } from '../checks/blocks.ts'
import { stepName } from '../checks/clauses.ts'
import { textOf } from '../checks/file-set.ts'
import type { Span } from '../model/span.ts'
import type { Block, Declaration, Step } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

export interface OutlineItem {
  readonly name: string
  /** `rule`, `const` … of a declaration, `step` of a step that has a name. */
  readonly kind: Exclude<Declaration['kind'], 'use'> | 'step'
  readonly detail: string
  readonly at: Span
  readonly nameAt: Span
  readonly inside: readonly OutlineItem[]
}

function stepsOf(block: Block): readonly OutlineItem[] {
  return block.steps.flatMap((step: Step): readonly OutlineItem[] => {
    const inside = blocksOf(step).flatMap(stepsOf)
    const as = step.clauses.find((clause) => clause.kind === 'as')
    if (as?.kind !== 'as') return inside
    return [{ name: as.name.text, kind: 'step', detail: stepName(step), at: step.at, nameAt: as.name.at, inside }]
  })
}

export function outline(parsed: ParsedFile): readonly OutlineItem[] {
  return parsed.declarations.flatMap((node): readonly OutlineItem[] => {
    if (node.kind === 'use') return []
    const blocks =
      node.kind === 'playbook'
        ? [node.block, ...node.handlers.map((handler) => handler.block)]
        : node.kind === 'rule'
          ? node.items.flatMap((item) => (item.kind === 'then' || item.kind === 'handler' ? [item.block] : []))
          : []
    return [
      {
        name: (node.name.kind === 'name' ? node.name.text : textOf(node.name.parts)) || '(no name)',
        kind: node.kind,
        detail: node.kind,
        at: node.at,
        nameAt: node.name.at,
        inside: blocks.flatMap(stepsOf),
      },
    ]
  })
}
