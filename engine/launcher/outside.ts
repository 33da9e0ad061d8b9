/** What of the messages' way to people can be told at the start: whether their links lead here, and whether mail can leave. */
import type { Config } from '../config.ts'
import { isLoopback } from '../security/loopback.ts'
import { unreachable } from './unreachable.ts'

export const publicUrlRemedy =
  'Set TOCSIN_PUBLIC_URL to the address at which people reach Tocsin, and TOCSIN_AUTH=required.'

/** Types of connections that carry messages, with the links in them. */
const carriers: ReadonlySet<string> = new Set(['email', 'slack', 'webhook'])

/** One sentence where messages leave this machine and their links lead back to whoever opens them; else null. */
export function deadLinks({ connections, publicUrl }: Pick<Config, 'connections' | 'publicUrl'>): string | null {
  const host = URL.parse(publicUrl)?.hostname ?? ''
  if (!isLoopback(host) && host !== '0.0.0.0' && host !== '[::]') return null
  const names = connections.filter(({ type, fields }) => carriers.has(type) && !staysHere(fields.url))
  if (names.length === 0) return null
  const by = names.map(({ name }) => name).join(', ')
  return `messages leave this machine (${by}), but their links begin with ${publicUrl} and work nowhere else`
}

/** Of a webhook to this machine; mail to it may well go on. */
const staysHere = (url: string | undefined): boolean => isLoopback(URL.parse(url ?? '')?.hostname ?? '')

/** Mail servers of the settings that do not answer: `smtp.example.org:587: ECONNREFUSED`. Takes 3 s at most. */
export async function deadMailServers({ connections }: Pick<Config, 'connections'>): Promise<readonly string[]> {
  const servers = connections.flatMap(({ type, fields }) =>
    type === 'email' && fields.host ? [`${fields.host}:${fields.port || 587}`] : [],
  )
  const faults = await Promise.all(
    servers.map(async (address) => {
      const fault = await unreachable(address)
      return fault === null ? [] : [`${address}: ${fault}`]
    }),
  )
  return faults.flat()
}
