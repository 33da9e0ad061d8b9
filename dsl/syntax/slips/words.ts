/** Words of other languages (YAML, Python, JavaScript, Rego, PromQL), by the place where they are written. */
import type { HintId } from '../../model/catalogue/index.ts'
import { nearest } from '../../model/nearest.ts'
import { advise, type Finder, replace } from './slip.ts'
import { isIn, type Whereabouts } from './stumble.ts'

const listed = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows).flatMap(([ours, theirs]) => theirs.split(' ').map((word) => [word, ours])))

/** Ours to theirs, in lower case. Only words whose meaning is the same. */
const meant: readonly (readonly [Whereabouts, ReadonlyMap<string, string>])[] = [
  [
    'file',
    listed({
      use: 'import include require load from',
      playbook: 'function def func fn workflow procedure',
      const: 'var let set define',
      'edition 1': 'version',
    }),
  ],
  [
    'item',
    listed({
      // biome-ignore lint/suspicious/noThenProperty: a word of the language; nobody awaits this list.
      then: 'do actions action steps',
      when: 'if where condition expr match matches filter',
      'group by': 'group_by groupby',
      on: 'trigger event',
    }),
  ],
  [
    'step',
    listed({
      if: 'when',
      set: 'let var const assign',
      end: 'return exit quit',
      sleep: 'delay pause',
      'for each': 'foreach',
    }),
  ],
  ['test item', listed({ expect: 'assert check verify should', given: 'when with', after: 'wait sleep' })],
  ['fact', listed({ matched: 'match matches fired' })],
  [
    'comparison',
    listed({
      '==': 'is eq equals equal',
      '!=': 'ne neq isnt',
      '>': 'gt',
      '>=': 'gte ge',
      '<': 'lt',
      '<=': 'lte le',
      contains: 'includes include contain has',
      'starts with': 'startswith starts_with beginswith',
      'ends with': 'endswith ends_with',
    }),
  ],
  [
    'event',
    listed({
      error: 'failure fail failed fails errors exception',
      timeout: 'timed_out timedout expired',
      ack: 'acknowledged acked acknowledge',
      resolve: 'resolved recovery recovered',
      approved: 'approval approve accepted',
      rejected: 'denied declined refused reject',
    }),
  ],
  ['outcome', listed({ ok: 'success successful succeeded done', failed: 'failure fail error' })],
  [
    'waited',
    listed({
      ack: 'acknowledgement acknowledgment acknowledge acknowledged acked',
      resolve: 'resolved resolution recovery recovered',
    }),
  ],
  [
    'day',
    listed({
      mon: 'monday mo mon',
      tue: 'tuesday tues tu tue',
      wed: 'wednesday we wed',
      thu: 'thursday thurs th thu',
      fri: 'friday fr fri',
      sat: 'saturday sa sat',
      sun: 'sunday su sun',
      except: 'exclude without',
      'every day': 'daily',
      'mon..fri': 'weekday weekdays workdays',
      'sat, sun': 'weekend weekends',
    }),
  ],
]

/** Words for which there is a way, but no single word. */
const advised: readonly (readonly [Whereabouts, ReadonlyMap<string, string>])[] = [
  [
    'file',
    listed({
      'rule-shape': 'alert alerts policy trigger if on groups',
      yaml: 'rules',
      'inhibit-shape': 'inhibit_rules inhibit_rule inhibition',
      silences: 'silence silences mute',
      receivers: 'receiver receivers',
      'item-outside': 'group_by group when then priority dedup throttle suppress',
    }),
  ],
  [
    'item',
    listed({
      meta: 'name title description summary labels annotations severity owner team tags runbook',
      disabled: 'enabled enable active',
      'for-item': 'for',
      'else-item': 'else',
      continue: 'continue',
      matchers: 'matchers match_re matcher selector',
      'muted-in': 'mute_time_intervals active_time_intervals time_intervals',
      'unless-item': 'unless',
      'step-outside': 'notify escalate ticket run call http wait approve parallel repeat set sleep end',
    }),
  ],
  [
    'step',
    listed({
      tell: 'send page alert message mail email sms tell log print echo slack',
      repeat: 'while loop until',
      'on-error': 'try catch',
      run: 'exec execute invoke script ssh shell restart',
      http: 'fetch curl request get post put webhook',
      'else-step': 'else',
      handler: 'on',
      end: 'break continue stop',
      unless: 'unless',
      ticket: 'create open',
    }),
  ],
  ['connector', listed({ unless: 'unless', xor: 'xor' })],
  ['event', listed({ 'on-success': 'success succeeded ok done' })],
  ['waited', listed({ 'wait-approval': 'approval approve' })],
]

/** @returns what a word of another language is called here */
export const foreignWord: Finder = (stumble) => {
  const { word, after, before } = stumble
  if (word.type !== 'ident' && word.type !== 'soft' && word.type !== 'hard') return null
  const text = word.text.toLowerCase()
  for (const [place, words] of meant) {
    const ours = isIn(place, stumble) ? words.get(text) : undefined
    if (ours === undefined) continue
    if (ours === '==' && after?.text === 'not') return replace({ start: word.at.start, end: after.at.end }, '!=', true)
    // `version 1` already has its number.
    if (ours === 'edition 1' && after?.type === 'number') return replace(word.at, 'edition', false)
    if (ours === 'if' && text === 'when' && before?.text === 'expect') return null
    return replace(word.at, ours, true)
  }
  for (const [place, words] of advised) {
    const hint = isIn(place, stumble) ? words.get(text) : undefined
    if (hint !== undefined) return advise(hint as HintId, { word: word.text })
  }
  return null
}

const elseIf = new Set(['elif', 'elsif', 'elseif'])

/** The right word in the wrong case, or with a letter wrong. */
export const nearlyRight: Finder = ({ word, literals, takesWord }) => {
  if (elseIf.has(word.text) && takesWord('else')) return replace(word.at, 'else if', true)
  if (word.type !== 'ident' && word.type !== 'soft') return null
  for (const better of [word.text.toLowerCase(), word.text.toUpperCase()])
    if (takesWord(better)) return replace(word.at, better, true)
  if (word.text.length < 3) return null
  const near = nearest(
    word.text,
    literals.filter((literal) => /^\w{3,}$/u.test(literal)),
  )
  return near === null ? null : replace(word.at, near, false, 'did-you-mean')
}
