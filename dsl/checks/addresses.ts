/** S602, E326, W590: requests to addresses inside the installation's own network, to none at all, and what they send. */
import { isWebUrl } from '../model/web-url.ts'
import type { Clause, Http } from '../syntax/ast.ts'
import { plainText } from './file-set.ts'
import { suggest } from './names.ts'
import type { Check } from './place.ts'

const privateNames = /^(?:localhost|.*\.localhost|.*\.local|.*\.internal)$/u
const privateNumbers =
  /^(?:0|10|127)\.\d+\.\d+\.\d+$|^169\.254\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/u
const privateSix = /^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/u

/** The host of a text that begins with it; null where a hole decides. */
function hostOf({ url }: Http): string | null {
  const [first] = url.parts
  if (first?.kind !== 'characters') return null
  const [, host, rest] = /^https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/:?#]+)(.?)/iu.exec(first.text) ?? []
  // `10.0.0.{{…}}`: the hole may go on with the name.
  return host === undefined || (rest === '' && url.parts.length > 1) ? null : host.toLowerCase()
}

export const addressIsPublic: Check<Http> = (node, _place, accept) => {
  const host = hostOf(node)
  if (host !== null && (privateNames.test(host) || privateNumbers.test(host) || privateSix.test(host)))
    accept({ id: 'S602', at: node.url.at, args: { host } })
}

const beginnings = ['http://', 'https://']

/** Whether the address may be one: where a hole goes on, only its beginning is known. */
function mayBeAddress({ url }: Http): boolean {
  const whole = plainText(url)
  if (whole !== null) return isWebUrl(whole)
  const [first] = url.parts
  if (first?.kind !== 'characters') return true
  const text = first.text.trimStart().toLowerCase()
  return beginnings.some((beginning) => text.startsWith(beginning) || beginning.startsWith(text))
}

export const addressIsOne: Check<Http> = (node, _place, accept) => {
  if (!mayBeAddress(node)) accept({ id: 'E326', at: node.url.at })
}

/** What a request has besides its address (`dsl/run/steps/http.ts`). */
const requestMembers = ['headers', 'body']

export const requestMemberIsKnown: Check<Clause & { readonly kind: 'with' }> = ({ map }, place, accept) => {
  if (place.step?.kind !== 'http') return
  const missing = requestMembers.filter((member) => !map.entries.some(({ key }) => key === member))
  for (const { key, keyAt } of map.entries)
    if (!requestMembers.includes(key)) suggest('W590', keyAt, { name: key }, missing, accept)
}
