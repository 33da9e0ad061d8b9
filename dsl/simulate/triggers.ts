/** What starts rules beside single alerts: sequences, absences, the clock (D29, D91, D92). */
import { Cron } from 'croner'
import { factsOfDecision } from '../correlate/decide.ts'
import type { Occurred } from '../correlate/occurrence.ts'
import type { AlertFacts, Facts } from '../model/facts.ts'
import type { Plan } from '../model/plan.ts'
import { type Absence, Absences } from './absences.ts'
import type { Clock } from './clock.ts'
import { type Sequence, Sequences } from './sequences.ts'

interface Hearing {
  matched(sequence: Sequence): void
  absent(absence: Absence): void
  /** What was absent is seen again. */
  back(absence: Absence): void
  ticked(plan: Plan, detail: string): void
}
type FactsOf = (meta: Plan['meta']) => Facts

export class Triggers {
  readonly #clock: Clock
  readonly #hearing: Hearing
  readonly #sequences: Sequences
  readonly #absences: Absences
  #asked = Number.POSITIVE_INFINITY

  /** @param clockStarts rules on a clock start, and an absence without `by` counts from now */
  constructor(plans: readonly Plan[], clock: Clock, clockStarts: boolean, hearing: Hearing) {
    this.#clock = clock
    this.#hearing = hearing
    this.#sequences = new Sequences(plans)
    const keyed = (plan: Plan) => plan.trigger?.kind !== 'absence' || plan.trigger.by.length > 0
    this.#absences = new Absences(clockStarts ? plans : plans.filter(keyed), clock.now)
    if (clockStarts) for (const plan of plans) this.#tick(plan, clock.now)
    this.#wake()
  }

  /** A firing event came, also one that tells of nothing new, and also of a muted alert. */
  seen(alert: AlertFacts, at: number, now: number): void {
    for (const absence of this.#absences.feed(at, alert, (meta) => factsOfDecision(alert, meta, now)))
      this.#hearing.back(absence)
    this.#wake()
  }
  /** An occurrence for the sequences; `endedBy` or `matched` is asked next. */
  occurred(occurred: Occurred, factsOf: FactsOf): void {
    this.#sequences.feed(occurred, factsOf)
    this.#wake()
  }
  /** Sequences that this alert has ended now; of several of one rule the first. */
  endedBy(alertId: string, now: number): readonly Sequence[] {
    const due = this.#sequences.due(now)
    const mine = due.filter(({ match }) => match.last.alertId === alertId)
    for (const sequence of due) if (!mine.includes(sequence)) this.#hearing.matched(sequence)
    return mine.filter(({ plan }, index) => mine.findIndex((one) => one.plan === plan) === index)
  }
  /** Those that hold without an alert being asked about. */
  matched(): void {
    for (const sequence of this.#sequences.due(this.#clock.now)) this.#hearing.matched(sequence)
  }

  /** Asks again when time alone may bring something about. */
  #wake(): void {
    const next = Math.min(
      this.#sequences.next() ?? Number.POSITIVE_INFINITY,
      this.#absences.next() ?? Number.POSITIVE_INFINITY,
    )
    if (next === Number.POSITIVE_INFINITY || next === this.#asked) return
    this.#asked = next
    this.#clock.at(next, () => {
      this.#asked = Number.POSITIVE_INFINITY
      this.matched()
      for (const absence of this.#absences.due(this.#clock.now)) this.#hearing.absent(absence)
      this.#wake()
    })
  }

  /** The next time at which the clock starts the rule. */
  #tick(plan: Plan, from: number): void {
    const { trigger } = plan
    const next =
      trigger?.kind === 'every'
        ? from + trigger.everyMs
        : trigger?.kind === 'cron'
          ? (new Cron(trigger.cron, { timezone: trigger.zone, paused: true }).nextRun(new Date(from))?.getTime() ??
            null)
          : null
    if (next === null) return
    this.#clock.at(next, () => {
      this.#hearing.ticked(plan, new Date(next).toISOString())
      this.#tick(plan, next)
    })
  }
}
