/** S602: requests to addresses inside the installation's own network. */
import type { Http } from '../syntax/ast.ts'
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
