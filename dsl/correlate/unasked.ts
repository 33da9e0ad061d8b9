/** What muted alerts have told and nobody was asked about: it is made up for when the last mute ends (D22, D79). */
import type { Occurred } from './occurrence.ts'

/** What an alert that nothing mutes any more is asked about. */
export type Freed<Absence> =
  /** The rule of an absence takes its alert, and no rule on alerts is asked. */
  | { readonly kind: 'absence'; readonly absence: Absence }
  /** Rules on alerts are asked; null: its occurrence was counted before it was muted. */
  | { readonly kind: 'occurrence'; readonly occurred: Occurred | null }

/** @typeParam Absence what is known of an event that has stayed away */
export class Unasked<Absence> {
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

  /** The occurrence counts as of now; null where it was counted before the alert was muted. Answered once. */
  takeOccurrence(alertId: string, now: number): Occurred | null {
    const occurred = this.#occurrences.get(alertId)
    this.#occurrences.delete(alertId)
    return occurred ? { ...occurred, at: now } : null
  }
  /**
   * The last mute of the alert has ended. Each thing is answered once.
   * @param now milliseconds since 1970 UTC
   * @returns null where nobody is asked: its absence has been told before it was muted
   */
  free(alertId: string, now: number): Freed<Absence> | null {
    const absence = this.#absences.get(alertId)
    this.#absences.delete(alertId)
    if (absence !== undefined) return { kind: 'absence', absence }
    if (this.#ofAbsences.has(alertId)) return null
    return { kind: 'occurrence', occurred: this.takeOccurrence(alertId, now) }
  }
}
