/** The channel layouts in `rules/messages/`: LiquidJS, confined to that folder and to the message's own members. */
import { Liquid } from 'liquidjs'
import type { Message } from './message.ts'

export interface Layouts {
  /**
   * Fills a layout with a message.
   * @param name path under `rules/messages`, without `.liquid`
   * @param safe makes any value safe for the channel; every output passes through it
   */
  fill(name: string, message: Message, safe: (text: string) => string): Promise<string>
}

/** Bounds on one layout, so that no edit of it can stall a worker. */
const bounds = { parseLimit: 1e6, renderLimit: 2_000, memoryLimit: 1e8 }

/** @param folder `rules/messages`; layouts outside it can't be named or included */
export function openLayouts(folder: string): Layouts {
  const engines = new Map<(text: string) => string, Liquid>()
  const engineFor = (safe: (text: string) => string): Liquid => {
    const known = engines.get(safe)
    if (known) return known
    const made = new Liquid({
      root: folder,
      extname: '.liquid',
      ownPropertyOnly: true,
      dynamicPartials: false,
      relativeReference: false,
      strictFilters: true,
      strictVariables: true,
      cache: true,
      outputEscape: (value) => safe(value === null || value === undefined ? '' : String(value)),
      ...bounds,
    })
    engines.set(safe, made)
    return made
  }
  return { fill: (name, message, safe) => engineFor(safe).renderFile(`${name}.liquid`, message) }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text inside HTML, elements and quoted attributes alike. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
export const plain = (text: string): string => text
