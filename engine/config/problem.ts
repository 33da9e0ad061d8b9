/** What is wrong with one variable, and what to do. Never holds the value: it may be a secret. */
export interface SettingProblem {
  readonly variable: string
  readonly message: string
  readonly remedy: string
}

/** The settings cannot be used; the message lists every problem, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly SettingProblem[]
  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ variable, message, remedy }) => `${variable} ${message}. ${remedy}`).join('\n'))
    this.problems = problems
  }
}
