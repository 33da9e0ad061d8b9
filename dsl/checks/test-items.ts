/** E240 to E242, W540 to W542: what a test names. A name that nothing bears makes `expect not` hold whatever happens. */
import { nearest } from '../model/nearest.ts'
import { isSeverity } from '../model/severity.ts'
import type { Span } from '../model/span.ts'
import type { NameRef, Path, Target, TestFact, TestItem, Text, Value } from '../syntax/ast.ts'
import { sidesCompare } from './comparisons.ts'
import { fieldIsKnown } from './fields.ts'
import { textOf } from './file-set.ts'
import { handlesInSight, mayTellAnybody, namedInSight, rotas, seesAll } from './in-sight.ts'
import { contactKinds } from './known.ts'
import { isRoot, suggest } from './names.ts'
import type { Accept, Check, Place } from './place.ts'

/** Whom the rules mean where nobody is on call (D17, D18). */
const alwaysThere = ['admin', 'oncall']
const withAt = (name: string): string => `@${name}`
const quoted = (name: string): string => `"${name}"`

export const testItemIsMeant: Check<TestItem> = (item, place, accept) => {
  switch (item.kind) {
    case 'given incident':
      return incidentIsMeant(item.rule, place, accept)
    case 'given manual':
      return ruleIsManual(item.rule, place, accept)
    case 'given webhook':
      return webhookIsHeard(item.name, place, accept)
    case 'mock':
      return mockIsAsked(item, place, accept)
    case 'ack':
      return personIsKnown(item.by.name, item.by.at, place, accept)
    case 'approve':
    case 'reject':
      return personIsAsked(item.by.name, item.by.at, place, accept)
    case 'expect':
      return factIsMeant(item.fact, place, accept)
  }
}

/** The rule may be of another rule set, so only what looks like a slip is told of. */
function incidentIsMeant(text: Text, place: Place, accept: Accept) {
  const name = textOf(text.parts)
  const { files, parsed } = place
  const awaited = namedInSight(place, 'awaited')
  if (files.declares('rule', name) || awaited.has(name) || files.isIncomplete(parsed)) return
  const meant = [...awaited, ...rulesSeen(place)]
  if (nearest(name, meant) !== null) suggest('W542/given', text.at, { name }, meant, accept, quoted)
}

const rulesSeen = ({ files, parsed }: Place): readonly string[] =>
  files.allSeen(parsed).flatMap((one) => (one.keyword === 'rule' ? [one.name] : []))

function ruleIsSeen(text: Text, place: Place, accept: Accept) {
  const name = textOf(text.parts)
  const { files, parsed } = place
  const isSeen = files.seen(parsed, name).some(({ keyword }) => keyword === 'rule')
  if (isSeen || files.isIncomplete(parsed)) return
  const elsewhere = files.firstOf('rule', name)
  if (elsewhere) return accept({ id: 'E240', at: text.at, args: { name, file: elsewhere.parsed.file } })
  suggest('E240', text.at, { name }, rulesSeen(place), accept, quoted)
}

function ruleIsManual(text: Text, place: Place, accept: Accept) {
  const name = textOf(text.parts)
  const rule = place.files.seen(place.parsed, name).find(({ keyword }) => keyword === 'rule')
  if (rule?.node?.kind !== 'rule') return rule ? undefined : ruleIsSeen(text, place, accept)
  const isManual = rule.node.items.some((item) => item.kind === 'on' && item.trigger.kind === 'manual')
  if (!isManual) accept({ id: 'E240/manual', at: text.at, args: { name } })
}

function webhookIsHeard(text: Text, place: Place, accept: Accept) {
  const name = textOf(text.parts)
  const heard = namedInSight(place, 'webhooks')
  if (!heard.has(name) && seesAll(place)) suggest('E240/webhook', text.at, { name }, heard, accept, quoted)
}

const mockable = {
  run: ['runs', 'W540/run'],
  http: ['http', 'W540/http'],
  ticket: ['tickets', 'W540/ticket'],
  call: ['calls', 'W540/call'],
} as const

function mockIsAsked({ step, name: { text: name, at } }: TestItem & { kind: 'mock' }, place: Place, accept: Accept) {
  const [kind, id] = mockable[step]
  const asked = namedInSight(place, kind)
  if (!asked.has(name) && seesAll(place)) suggest(id, at, { name }, asked, accept)
}

/** Anybody may acknowledge; but a name that nobody bears is a slip, where it is known who there is. */
function personIsKnown(name: string, at: Span, place: Place, accept: Accept) {
  const { handles } = place.known
  if (!handles || handles.includes(name) || alwaysThere.includes(name)) return
  const named = handlesInSight(place)
  if (!named.has(name)) suggest('W541', at, { name }, [...handles, ...named], accept, withAt)
}

function personIsAsked(name: string, at: Span, place: Place, accept: Accept) {
  if (!seesAll(place) || mayTellAnybody(place)) return
  const all = rotas(place)
  const asked = [...namedInSight(place, 'approvers')].flatMap((one) => [one, ...(all.get(one) ?? [])])
  if (!asked.includes(name) && !alwaysThere.includes(name)) suggest('E241/asked', at, { name }, asked, accept, withAt)
}

function factIsMeant(fact: TestFact, place: Place, accept: Accept) {
  switch (fact.kind) {
    case 'matched':
      return ruleIsSeen(fact.rule, place, accept)
    case 'grouped with':
      for (const path of fact.by) fieldIsKnown(path, place, accept)
      return
    case 'notify':
      targetIsNamed(fact.target, place, accept)
      if (fact.via) wayIsNamed(fact.via.text, fact.via.at, place, accept)
      return
    case 'escalate':
      return targetIsNamed(fact.target, place, accept)
    case 'ran': {
      const { text: name, at } = fact.name
      const ran = namedInSight(place, 'runs')
      if (!ran.has(name) && seesAll(place)) suggest('E241/ran', at, { name }, ran, accept)
      return
    }
    case 'compare':
      for (const value of [fact.left, fact.right]) valueIsThere(value, place, accept)
      // What may be missing is asked for otherwise in a condition, and not at all in a test.
      sidesCompare({ ...fact, opAt: fact.at }, place, (fault) => {
        if (fault.id !== 'E307') accept(fault)
      })
  }
}

function targetIsNamed(target: Target, place: Place, accept: Accept) {
  if (!seesAll(place) || mayTellAnybody(place)) return
  if (target.kind === 'text') {
    const name = textOf(target.parts)
    const places = namedInSight(place, 'places')
    if (!places.has(name)) suggest('E241', target.at, { name, shown: quoted(name) }, places, accept, quoted)
    return
  }
  const { name, at } = target
  if (alwaysThere.includes(name) || place.known.handles?.includes(name)) return
  const named = handlesInSight(place)
  if (!named.has(name)) suggest('E241', at, { name, shown: withAt(name) }, named, accept, withAt)
}

function wayIsNamed(name: string, at: Span, place: Place, accept: Accept) {
  if (!seesAll(place) || (contactKinds as readonly string[]).includes(name)) return
  if (place.files.declares('connection', name) || Object.hasOwn(place.known.connections ?? {}, name)) return
  const ways = namedInSight(place, 'ways')
  if (!ways.has(name)) suggest('E241/via', at, { name }, [...ways, ...contactKinds], accept)
}

/** The paths and names that a value is made of. */
function namesIn(value: Value): readonly (Path | NameRef)[] {
  switch (value.kind) {
    case 'path':
    case 'ref':
      return [value]
    case 'text':
      return value.parts.flatMap((part) =>
        part.kind === 'hole' ? [part.value, ...part.filters.flatMap(({ args }) => args)].flatMap(namesIn) : [],
      )
    case 'call':
      return value.args.flatMap(namesIn)
    case 'list':
      return value.items.flatMap(namesIn)
    case 'map':
      return value.entries.flatMap((entry) => namesIn(entry.value))
    case 'sum':
      return [value.left, value.right].flatMap(namesIn)
    default:
      return []
  }
}

/** What a comparison reads: the names of the newest run, constants, and what every alert has. */
function valueIsThere(value: Value, place: Place, accept: Accept) {
  for (const one of namesIn(value)) {
    if (one.kind === 'ref') nameIsThere(one.name, one.at, place, accept)
    else {
      const [root] = one.segments
      if (typeof root === 'string' && !isRoot(root)) nameIsThere(root, rootAt(one, root), place, accept)
      fieldIsKnown(one, place, accept)
    }
  }
}

const rootAt = ({ at }: Path, root: string): Span => ({ start: at.start, end: at.start + root.length })

function nameIsThere(name: string, at: Span, place: Place, accept: Accept) {
  if (isSeverity(name) || !seesAll(place)) return
  if (place.files.seen(place.parsed, name).some(({ keyword }) => keyword === 'const')) return
  const locals = namedInSight(place, 'locals')
  if (!locals.has(name)) suggest('E242', at, { name }, locals, accept)
}
