/** From worst to mildest; the order is the order of comparison (`alert.severity >= high`). */
export const severities = ['critical', 'high', 'warning', 'info', 'unknown'] as const
export type Severity = (typeof severities)[number]

export const isSeverity = (word: string): word is Severity => (severities as readonly string[]).includes(word)

/** The worst of them; null of none. */
export const worstOf = (given: readonly Severity[]): Severity | null =>
  severities.find((severity) => given.includes(severity)) ?? null

/** Higher is worse: unknown 0 … critical 4. */
export const severityRank = (severity: Severity): number => severities.length - 1 - severities.indexOf(severity)
