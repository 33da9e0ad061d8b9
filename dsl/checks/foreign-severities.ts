const rows = {
  critical: 'crit fatal emergency emerg disaster page alert blocker p1 sev0',
  high: 'error err major severe p2 sev1',
  warning: 'warn medium minor moderate average p3 sev2',
  info: 'information informational notice low ok debug trivial verbose p4 p5 sev3 sev4',
} as const

const meant: ReadonlyMap<string, string> = new Map(
  Object.entries(rows).flatMap(([ours, theirs]) => theirs.split(' ').map((word) => [word, ours] as const)),
)

/** The severity that other systems call so, null where nobody does. It is only proposed: rules know the five words (D97). */
export const severityMeantBy = (word: string): string | null => meant.get(word.trim().toLowerCase()) ?? null
