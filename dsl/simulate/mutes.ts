/** Which alerts of a virtual world are muted, and by what: silences and inhibition (D22, D55). */
import { readsClock } from '../compile/reads-clock.ts'
import { factsOfMuting } from '../correlate/inhibition.ts'
import { InhibitionIndex } from '../correlate/inhibition-index.ts'
import { nextSilenceChange, type Silence, silencedBy } from '../correlate/silence.ts'
import type { Inhibition } from '../model/inhibition.ts'
import { factsOfAlert, type VirtualAlert } from './alert.ts'

export class Mutes {
  readonly #silences: Silence[] = []
  readonly #inhibitions: readonly Inhibition[]
  readonly #index: InhibitionIndex
  /** Some condition may hold or not though no alert has changed, so each look is at all. */
  #readsClock: boolean
  /** Open alerts in the order in which they were opened. */
  readonly #open = new Map<string, number>()
  #opened = 0
  /** When the next silence begins or ends, as of the last look at all. */
  #nextChange: number | null = null

  constructor(inhibitions: readonly Inhibition[]) {
    this.#inhibitions = inhibitions
    this.#index = new InhibitionIndex(inhibitions)
    this.#readsClock = inhibitions.some(({ source, mutes }) => readsClock(source) || readsClock(mutes))
  }

  get any(): boolean {
    return this.#silences.length > 0 || this.#inhibitions.length > 0
  }
  silence(silence: Omit<Silence, 'id'>): void {
    this.#silences.push({ id: String(this.#silences.length + 1), ...silence })
    this.#readsClock ||= readsClock(silence.matches)
    this.#nextChange = silence.from
  }

  /**
   * Looks again at alerts whose mutes may have changed.
   * @param changed ids of those that were opened, changed or resolved since the last look
   * @returns ids of open alerts, oldest first, with what mutes each now: `silence:ID`, `inhibit:NAME`
   */
  look(
    changed: Iterable<string>,
    alertOf: (id: string) => VirtualAlert | undefined,
    now: number,
  ): readonly (readonly [id: string, by: readonly string[]])[] {
    const again = new Set<string>()
    const heard = (id: string) => again.add(id)
    const factsAt = (alert: VirtualAlert) => factsOfMuting(factsOfAlert(alert), alert.state, now)
    const renew = (id: string) => {
      const alert = alertOf(id)
      again.add(id)
      if (alert && alert.state !== 'resolved') {
        if (!this.#open.has(id)) this.#open.set(id, ++this.#opened)
        this.#index.set(id, factsAt(alert), heard)
      } else if (this.#open.delete(id)) this.#index.set(id, null, heard)
    }
    for (const id of changed) renew(id)
    const isTime = this.#nextChange !== null && now >= this.#nextChange
    if (isTime) this.#nextChange = nextSilenceChange(this.#silences, now)
    if (this.#readsClock) for (const id of [...this.#open.keys()]) renew(id)
    else if (isTime) for (const id of this.#open.keys()) again.add(id)
    const orderOf = (id: string) => this.#open.get(id) ?? 0
    return [...again]
      .filter((id) => this.#open.has(id))
      .sort((a, b) => orderOf(a) - orderOf(b))
      .flatMap((id) => {
        const alert = alertOf(id)
        return alert ? [[id, this.#by(id, alert, now)] as const] : []
      })
  }

  #by(id: string, alert: VirtualAlert, now: number): readonly string[] {
    const facts = factsOfMuting(factsOfAlert(alert), alert.state, now)
    const silences = silencedBy(this.#silences, facts, now).map(({ silence }) => `silence:${silence}`)
    return [...silences, ...this.#index.of(id).map((name) => `inhibit:${name}`)]
  }
}
