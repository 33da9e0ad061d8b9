/** Names from outside the rule files. An absent list means that nobody knows, so nothing is warned of (D17). */
export interface Known {
  /** Users, teams and schedules, without the `@`. */
  readonly handles?: readonly string[]
  /** Configured connections: name to type. */
  readonly connections?: Readonly<Record<string, string>>
  /** Remediations and scripts that `run` may name: name to its parameters' names. */
  readonly remediations?: Readonly<Record<string, readonly string[]>>
}

/** `via` may name a kind: the person's own contact method of that kind. `inbox` is always there (D17). */
export const contactKinds = ['email', 'sms', 'phone', 'chat', 'push', 'inbox'] as const
