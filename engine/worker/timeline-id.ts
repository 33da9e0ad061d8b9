import { sha256 } from '../sha256.ts'

/** A timeline id that names what happened, so that telling it twice writes it once. */
export const timelineId = (what: string): string => `tl_${sha256(what).slice(0, 32)}`
