/** What muted alerts have told and nobody was asked about: it is made up for when the last mute ends (D22, D79). */
import type { Occurred } from '../correlate/occurrence.ts'
import type { Absence } from './absences.ts'

export class Unasked {
  /** Of each alert the newest. */
  readonly #occurrences = new Map<string, Occurred>()
  readonly #absences = new Map<string, Absence>()
  /** Alerts by which Tocsin itself says that something has stayed away. */
  readonly #ofAbsences = new Set<string>()

  /** An occurrence came while its alert was muted. */
  occurred(occurred: Occurred): void {
    this.#occurrences.set(occurred.alertId, occurred)
  }
  /** @param muted its own rule is asked later */
  absent(alertId: string, absence: Absence, muted: boolean): void {
    this.#ofAbsences.add(alertId)
    if (muted) this.#absences.set(alertId, absence)
  }

  /** Whether rules on alerts are not asked about it. */
  isOfAbsence(alertId: string): boolean {
    return this.#ofAbsences.has(alertId)
  }
  /** The occurrence counts as of now; null where it was counted before the alert was muted. Answered once. */
  takeOccurrence(alertId: string, now: number): Occurred | null {
    const occurred = this.#occurrences.get(alertId)
    this.#occurrences.delete(alertId)
    return occurred ? { ...occurred, at: now } : null
  }
  /** Answered once. */
  takeAbsence(alertId: string): Absence | null {
    const absence = this.#absences.get(alertId) ?? null
    this.#absences.delete(alertId)
    return absence
  }
}
