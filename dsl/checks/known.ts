/** Names from outside the rule files. An absent list means that nobody knows, so nothing is warned of (D17). */
export interface Known {
  /** Users, teams and schedules, without the `@`. */
  readonly handles?: readonly string[]
  /** Configured connections: name to type. */
  readonly connections?: Readonly<Record<string, string>>
  /** Remediations and scripts that `run` may name: name to its parameters' names. */
  readonly remediations?: Readonly<Record<string, readonly string[]>>
  /** The parameters without which a remediation or script does not run, by its name. */
  readonly obligatory?: Readonly<Record<string, readonly string[]>>
  /** Names of labels that alerts of the last 30 days had, the most frequent first. */
  readonly labels?: readonly string[]
  /** Rules that were in force for 30 days and took nothing. */
  readonly idleRules?: readonly string[]
}

/** `via` may name a kind: the person's own contact method of that kind. `inbox` is always there (D17). */
export const contactKinds = ['email', 'sms', 'phone', 'chat', 'push', 'inbox'] as const
