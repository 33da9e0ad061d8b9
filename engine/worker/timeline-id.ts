import { createHash } from 'node:crypto'

/** A timeline id that names what happened, so that telling it twice writes it once. */
export const timelineId = (what: string): string => `tl_${createHash('sha256').update(what).digest('hex').slice(0, 32)}`
