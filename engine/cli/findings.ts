/** One thing that `tocsin doctor` looked at. */
export interface Finding {
  readonly about: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly detail: string
  /** What to do; null when nothing is wrong. */
  readonly remedy: string | null
}

export const fine = (about: string, detail: string): Finding => ({ about, state: 'ok', detail, remedy: null })
export const warning = (about: string, detail: string, remedy: string): Finding => ({
  about,
  state: 'warning',
  detail,
  remedy,
})
export const problem = (about: string, detail: string, remedy: string): Finding => ({
  about,
  state: 'problem',
  detail,
  remedy,
})
