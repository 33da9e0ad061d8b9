/** From the names that the canvas uses to places in the tree. */
import type { Keys } from '../graph/model.ts'
import { type LaneSite, type Sites, type StepSite, sitesOf } from '../graph/sites.ts'
import { frameId } from '../graph/to-graph.ts'
import type { Span } from '../model/span.ts'
import type { Playbook, Rule } from '../syntax/ast.ts'
import { isRefusal, type Refusal, refuse } from './answer.ts'
import { indentAt, type Source } from './source.ts'
import type { Body } from './statements.ts'

export interface FrameSite {
  readonly id: string
  readonly declaration: Rule | Playbook
  /** Index among the declarations. */
  readonly index: number
  readonly sites: Sites
}
const nowhere: Span = { start: 0, end: 0 }

export function frameAt({ parsed }: Source, id: string): FrameSite | Refusal {
  const taken = new Set<string>()
  for (const [index, declaration] of parsed.declarations.entries()) {
    if (declaration.kind !== 'rule' && declaration.kind !== 'playbook') continue
    if (frameId(declaration, taken) === id) return { id, declaration, index, sites: sitesOf(declaration) }
  }
  return refuse('E920', nowhere, { what: 'rule or playbook', id })
}

export interface StepPlace extends StepSite {
  readonly frame: FrameSite
  readonly inLane: LaneSite
}
export function stepAt(source: Source, frameName: string, id: string): StepPlace | Refusal {
  const frame = frameAt(source, frameName)
  if (isRefusal(frame)) return frame
  const site = frame.sites.steps.get(id)
  const inLane = site && frame.sites.lanes.get(site.lane)
  if (!site || !inLane) return refuse('E920', frame.declaration.at, { what: 'step', id })
  return { ...site, frame, inLane }
}

export interface LanePlace extends LaneSite {
  readonly frame: FrameSite
}
export function laneAt(source: Source, frameName: string, id: string): LanePlace | Refusal {
  const frame = frameAt(source, frameName)
  if (isRefusal(frame)) return frame
  const lane = frame.sites.lanes.get(id)
  return lane ? { ...lane, frame } : refuse('E920', frame.declaration.at, { what: 'lane', id })
}

/** Blanks of the line on which the statement begins that holds a lane. */
const outerOf = (source: Source, block: Span): string => indentAt(source, lineHead(source, block.start))

/** A block's bracket may stand on a later line than its statement; the line it is on tells the depth just as well. */
const lineHead = ({ text }: Source, offset: number): number => {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return start + (/^\uFEFF?[ \t]*/u.exec(text.slice(start, offset))?.[0].length ?? 0)
}

export const bodyOfLane = (source: Source, { block }: Pick<LaneSite, 'block'>): Body => ({
  open: block.at.start + 1,
  close: block.at.end - 1,
  items: block.steps.map(({ at }) => at),
  outer: outerOf(source, block.at),
})

/** From the file's declarations. */
export const keysIn = (frame: FrameSite, keys: Keys): Keys => [frame.index, ...keys]
