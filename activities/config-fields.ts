/** Kinds of settings that connections share. Values may come as text, because environments have nothing else (D20). */
import * as z from 'zod'

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
}

/** `true`/`yes`/`1` or `false`/`no`/`0`. */
export const flag = () =>
  z.preprocess(
    (value) => (typeof value === 'string' ? (words[value.toLowerCase()] ?? value) : value),
    z.boolean('write true or false'),
  )

export const port = () => z.coerce.number('write a port number').int().min(1).max(65_535)

export const timeoutMs = (standard: number) =>
  z.coerce
    .number('write a number of milliseconds')
    .int()
    .min(100)
    .max(60_000)
    .default(standard)
    .meta({ title: 'Timeout (ms)', description: 'How long one attempt may wait for an answer.' })

/** Where something is posted to: no user and password before the host. */
export const httpUrl = () =>
  z
    .string()
    .refine(
      (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
      'write a URL that begins with https:// or http://',
    )
    // `fetch` refuses such a URL each time, so it is no setting that could ever work.
    .refine(
      (text) => !URL.canParse(text) || new URL(text).username + new URL(text).password === '',
      'write the URL without user and password; a webhook takes them as authorization: "Basic …"',
    )
