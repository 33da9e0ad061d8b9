/** Incidents that are over at the same moment: which of them tell people, so that one alert's end is told to each once. */

export interface Over {
  readonly id: string
  /** All alerts that the incident has. */
  readonly count: number
  /** Those of them that are known here: all that ended now are among them. */
  readonly alerts: readonly string[]
  /** Opened by `actions/execute`, not by a rule. */
  readonly action: boolean
}

export interface EndNotice {
  readonly incident: string
  /** Incidents whose people the same notice tells. */
  readonly also: readonly string[]
}

/**
 * An incident of one alert leaves its people to the largest incident over now that holds this alert too, of equals to a
 * rule's, then to the oldest. Groups are told each by itself: none of them is all that the other is about.
 */
export function endNotices(over: readonly Over[]): EndNotice[] {
  const ranked = [...over].sort(
    (a, b) => b.count - a.count || Number(a.action) - Number(b.action) || (a.id < b.id ? -1 : 1),
  )
  const also = new Map<string, string[]>()
  for (const one of ranked) {
    const [alert] = one.count === 1 ? one.alerts : []
    const teller = alert === undefined ? one : (ranked.find(({ alerts }) => alerts.includes(alert)) ?? one)
    if (teller === one) also.set(one.id, [])
    else also.get(teller.id)?.push(one.id)
  }
  return [...also].map(([incident, others]) => ({ incident, also: others }))
}
