import { nearest } from '../../dsl/model/nearest.ts'
import { integrationForm } from './families.ts'
import { settings, unused } from './settings.ts'

const unusedForms = unused.map((name) => new RegExp(`^${name.replace('<NAME>', '[A-Z0-9_]+')}$`))
const familyForm = /^TOCSIN_(CONN_[A-Z0-9_]+|SOURCE_[A-Z0-9_]+_SECRET(_PREVIOUS)?(_FILE)?)$/
/** Names of ours that do not begin with TOCSIN_. */
const shared = /^(SMTP|SLACK|TEMPORAL|DINGTALK|DATABASE|REDIS)_/
/** What other programs call our settings: no slip of the hand, so no distance of letters finds them. */
const otherNames: Readonly<Record<string, keyof typeof settings>> = {
  SMTP: 'SMTP_SERVER',
  SMTP_HOST: 'SMTP_SERVER',
  SMTP_HOSTNAME: 'SMTP_SERVER',
  SMTP_URL: 'SMTP_SERVER',
  SMTP_USER: 'SMTP_USERNAME',
  SMTP_LOGIN: 'SMTP_USERNAME',
  SMTP_PASS: 'SMTP_PASSWORD',
  SMTP_SENDER: 'SMTP_FROM',
  MAIL_HOST: 'SMTP_SERVER',
  MAIL_SERVER: 'SMTP_SERVER',
  MAIL_PORT: 'SMTP_PORT',
  MAIL_FROM: 'SMTP_FROM',
  EMAIL_HOST: 'SMTP_SERVER',
  EMAIL_FROM: 'SMTP_FROM',
  DB_URL: 'DATABASE_URL',
  DATABASE_URI: 'DATABASE_URL',
  DATABASE: 'DATABASE_URL',
  SLACK_URL: 'SLACK_WEBHOOK_URL',
  SLACK_WEBHOOK: 'SLACK_WEBHOOK_URL',
  TEMPORAL_HOST: 'TEMPORAL_ADDRESS',
  TEMPORAL_URL: 'TEMPORAL_ADDRESS',
  TEMPORAL_QUEUE: 'TEMPORAL_TASK_QUEUE',
  TOCSIN_URL: 'TOCSIN_PUBLIC_URL',
  TOCSIN_BASE_URL: 'TOCSIN_PUBLIC_URL',
  TOCSIN_RULES_DIR: 'TOCSIN_RULES',
  TOCSIN_DATA: 'TOCSIN_DATA_DIR',
}
/** Set by our own tests and launcher, not by people. */
const internal = /^TOCSIN_(LAUNCHED$|BENCH_|TEST_)/

/** Without the prefix, which is right whenever we look and would only make every other word seem near. */
const bare = (variable: string): string => variable.replace(/^TOCSIN_/, '')
const meanings = new Map<string, string>([
  ...Object.entries(otherNames).map(([name, meant]) => [bare(name), meant] as const),
  ...Object.keys(settings).map((name) => [bare(name), name] as const),
])

/** The setting that a variable nearly names, by our name for it or another. */
const likely = (variable: string): string | null => meanings.get(nearest(bare(variable), meanings.keys()) ?? '') ?? null

/** Sentences about variables that look like ours and are not: a typo would otherwise change nothing, silently. */
export function warnUnknown(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(settings)
  return Object.keys(env).flatMap((variable) => {
    if (unusedForms.some((form) => form.test(variable))) {
      return `${variable} is set, but nothing in this version uses it.`
    }
    if (known.includes(variable)) return []
    if (!variable.startsWith('TOCSIN_')) {
      // Other programs have such variables too: only one that is nearly ours is told, or one that we are not told otherwise.
      const other = Object.hasOwn(otherNames, variable) ? otherNames[variable] : undefined
      const meant = other ? !env[other] && other : shared.test(variable) && likely(variable)
      return meant ? `${variable} is not a setting of Tocsin; did you mean ${meant}?` : []
    }
    if (familyForm.test(variable) || integrationForm.test(variable) || internal.test(variable)) return []
    const meant = likely(variable)
    return `${variable} is not a setting of Tocsin${meant ? `; did you mean ${meant}?` : '; see .env.example.'}`
  })
}
