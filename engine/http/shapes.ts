import { z } from '@hono/zod-openapi'
import { severities } from '../../dsl/model/severity.ts'
import { isWebUrl } from '../../dsl/model/web-url.ts'
import { limits } from '../intake/limits.ts'
import { isStorableTime } from '../intake/read-members.ts'

/** Members that several bodies share. */

export const Severity = z.enum(severities)
/** RFC 3339 in UTC with milliseconds (D43). */
export const Time = z.iso.datetime().meta({ examples: ['2026-03-14T01:00:00.000Z'] })

export const timeInput = z.iso
  .datetime({ offset: true, error: 'must be a time as of RFC 3339, such as 2026-03-14T01:00:00Z' })
  .transform((text) => new Date(text))
  .refine(isStorableTime, 'must lie between 1970 and 2200')

export const urlInput = z.string().max(limits.url).refine(isWebUrl, 'must be an http or https URL')

/** Text of one line with something in it. */
export const lineInput = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.trim() !== '', 'must not be empty')

/** A text from the address line; NUL and lone surrogates reach no database. */
export const queryText = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'holds a character that no text has')

/** On one page of a list. */
const mostItems = 200

export const pageQuery = {
  cursor: queryText.optional().meta({ description: 'next_cursor of the page before' }),
  // A whole number in the usual digits; Number alone would read "1e2", "0x10" and "" as numbers too.
  limit: z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= mostItems, {
      error: `must be a whole number from 1 to ${mostItems}`,
      params: { remedy: 'Send such a number, or leave it out: then it is 50.' },
    })
    .transform(Number)
    .default(50)
    .openapi({ type: 'integer', minimum: 1, maximum: mostItems, default: 50 }),
}

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() })

/** An id of ours in the path: prefix and 32 hex digits. Any other text names nothing, so it answers 404, not 422. */
export const isId = (text: string): boolean => /^[a-z]{2,8}_[0-9a-f]{32}$/.test(text)

const ProblemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string(), remedy: z.string() })).optional(),
  })
  .openapi('Problem')

const answer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemShape } },
})
/** What any route with these may answer besides what it is for. */
export const refusals = {
  401: answer('No valid API key'),
  403: answer('The key may not do this'),
  422: answer('The request does not fit; `errors` names each member and the remedy'),
  503: answer('The database cannot be used; try again after Retry-After'),
}
export const notFound = { 404: answer('No such thing') }
export const conflict = { 409: answer('Its state does not allow it') }

export const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
})
export const jsonRequest = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true as const, content: { 'application/json': { schema } } },
})
