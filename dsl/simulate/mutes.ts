/** Which alerts of a virtual world are muted, and by what: silences and inhibition (D22, D55). */
import { factsOfMuting, inhibited } from '../correlate/inhibition.ts'
import { nextSilenceChange, type Silence, silencedBy } from '../correlate/silence.ts'
import type { Inhibition } from '../model/inhibition.ts'
import { factsOfAlert, type VirtualAlert } from './alert.ts'

export class Mutes {
  readonly silences: Silence[] = []
  readonly #inhibitions: readonly Inhibition[]

  constructor(inhibitions: readonly Inhibition[]) {
    this.#inhibitions = inhibitions
  }

  get any(): boolean {
    return this.silences.length > 0 || this.#inhibitions.length > 0
  }
  nextChange(now: number): number | null {
    return nextSilenceChange(this.silences, now)
  }

  /** By id of each muted alert what mutes it: `silence:ID`, `inhibit:NAME`. */
  of(open: readonly VirtualAlert[], now: number): ReadonlyMap<string, readonly string[]> {
    const asked = open.map((alert) => ({ id: alert.id, facts: factsOfMuting(factsOfAlert(alert), alert.state, now) }))
    const byInhibition = inhibited(asked, this.#inhibitions)
    const muted = asked.map(({ id, facts }) => {
      const silences = silencedBy(this.silences, facts, now).map(({ silence }) => `silence:${silence}`)
      const inhibitions = (byInhibition.get(id) ?? []).map(({ inhibition }) => `inhibit:${inhibition}`)
      return [id, [...silences, ...inhibitions]] as const
    })
    return new Map(muted.filter(([, by]) => by.length > 0))
  }
}
