/** In which language problems are told on this terminal. */
import type { Locale } from '../dsl/model/catalogue/index.ts'

/**
 * The language that a flag asks for, else that of `TOCSIN_LANG`, else the terminal's own (`LC_ALL`, `LC_MESSAGES`, `LANG`).
 * English for every language that the catalogue lacks.
 */
export function localeOf(
  asked: string | null = null,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Locale {
  const said = [asked ?? undefined, env.TOCSIN_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find((one) => one?.trim())
  return /^zh(?![a-z])/iu.test(said?.trim() ?? '') ? 'zh' : 'en'
}
