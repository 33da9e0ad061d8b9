import { nearest } from '../../dsl/model/nearest.ts'
import { integrationForm } from './families.ts'
import { settings, unused } from './settings.ts'

const unusedForms = unused.map((name) => new RegExp(`^${name.replace('<NAME>', '[A-Z0-9_]+')}$`))
const familyForm = /^TOCSIN_(CONN_[A-Z0-9_]+|SOURCE_[A-Z0-9_]+_SECRET(_PREVIOUS)?(_FILE)?)$/
/** Names of ours that do not begin with TOCSIN_. */
const shared = /^(SMTP|SLACK|TEMPORAL|DINGTALK|DATABASE|REDIS)_/
/** Set by our own tests and launcher, not by people. */
const internal = /^TOCSIN_(LAUNCHED$|BENCH_|TEST_)/

/** Sentences about variables that look like ours and are not: a typo would otherwise change nothing, silently. */
export function warnUnknown(env: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.keys(settings)
  return Object.keys(env).flatMap((variable) => {
    if (unusedForms.some((form) => form.test(variable))) {
      return `${variable} is set, but nothing in this version uses it.`
    }
    if (known.includes(variable)) return []
    if (!variable.startsWith('TOCSIN_')) {
      // Other programs have such variables too: only one that is nearly ours is told.
      const meant = shared.test(variable) && nearest(variable, known)
      return meant ? `${variable} is not a setting of Tocsin; did you mean ${meant}?` : []
    }
    if (familyForm.test(variable) || integrationForm.test(variable) || internal.test(variable)) return []
    const meant = nearest(variable, known)
    return `${variable} is not a setting of Tocsin${meant ? `; did you mean ${meant}?` : '; see .env.example.'}`
  })
}
