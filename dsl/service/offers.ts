/** What the grammar would take next, as things to offer. */
import { messageMembers, ticketMembers } from '../model/message-members.ts'
import { paramTypes } from '../model/param-types.ts'
import type { Continuation } from '../syntax/earley.ts'
import { constantWords, dayWords } from '../syntax/keywords.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Word } from '../syntax/token.ts'
import type { Offer } from './completion.ts'
import {
  connectionOffers,
  declaredOffers,
  functionOffers,
  handleOffers,
  pathOffers,
  severityOffers,
  viaOffers,
  wordOffers,
} from './name-offers.ts'
import type { Project } from './project.ts'
import { localNames, memberOffers } from './result-members.ts'
import { mayFollow, stepKindAt } from './step-words.ts'
import { wordDocs } from './word-docs.ts'

const metaKeys = ['owner', 'severity', 'runbook', 'tags']

export interface Around {
  readonly project: Project
  readonly parsed: ParsedFile | undefined
  /** The words of the declaration before the cursor. */
  readonly words: readonly Word[]
}

function keyword(one: Continuation): readonly Offer[] {
  const end = one.phrase.findIndex((word) => !/^\p{L}/u.test(word))
  const words = end === -1 ? one.phrase : one.phrase.slice(0, end)
  const [first] = words
  if (first === undefined) return []
  return [{ label: words.join(' '), kind: 'keyword', ...(wordDocs[first] ? { detail: wordDocs[first] } : {}) }]
}

function names(one: Continuation, around: Around): readonly Offer[] {
  const { project, parsed, words } = around
  const declared = (...args: [Parameters<typeof declaredOffers>[2], Parameters<typeof declaredOffers>[3]]) =>
    declaredOffers(project, parsed, ...args)
  const remediations = () => wordOffers(Object.keys(project.known.remediations ?? {}), 'remediation')
  const local = () => wordOffers(localNames(around), 'variable')
  switch (`${one.rule} ${one.begun.at(-1) ?? ''}`) {
    case 'names ':
    case 'fvia via':
      return viaOffers(project)
    case 'clause using':
      return declared(['template'], 'template')
    case 'wref ':
      return declared(['window'], 'window')
    case 'step run':
    case 'happening ran':
      return remediations()
    case 'step call':
      return declared(['playbook'], 'playbook').map((offer) => ({ ...offer, insert: `${offer.label}(` }))
    case 'titem mock':
      return words.at(-1)?.text === 'call' ? declared(['playbook'], 'playbook') : remediations()
    case 'step in':
      return connectionOffers(project)
    case 'step update':
    case 'step close':
      return local()
    case 'param :':
      return wordOffers(paramTypes, 'value', 'type')
    case 'atom ':
      return [...local(), ...declared(['const'], 'constant'), ...severityOffers, ...functionOffers]
    case 'pred ':
      return [...local(), ...declared(['condition'], 'condition')]
    default:
      return []
  }
}

/** The keys of `with { … }` and the like that are known for the step around. */
function keys(one: Continuation, { project, parsed, words }: Around): readonly Offer[] {
  const as = (all: readonly string[]) => all.map((label): Offer => ({ label, kind: 'field', insert: `${label}: ` }))
  const step = one.within.find(({ rule }) => rule === 'step')
  if (!step) return words.at(-2)?.text === 'meta' ? as(metaKeys) : []
  const name = words[step.from + 1]?.text ?? ''
  switch (stepKindAt(words, step.from)) {
    case 'notify':
    case 'escalate':
    case 'approve':
      return as(messageMembers)
    case 'ticket create':
    case 'ticket update':
    case 'ticket close':
      return as(ticketMembers)
    case 'run':
      return as(project.known.remediations?.[name] ?? [])
    case 'call step': {
      const playbook = declaredOffers(project, parsed, ['playbook'], 'playbook').some(({ label }) => label === name)
      const params = project.files
        .values()
        .flatMap((file) => file.declarations)
        .find((node) => node.kind === 'playbook' && node.name.text === name)
      return playbook && params?.kind === 'playbook' ? as(params.params.map((param) => param.name.text)) : []
    }
    default:
      return []
  }
}

function offersOf(one: Continuation, around: Around): readonly Offer[] {
  const { wants } = one
  if ('literal' in wants) return mayFollow(one, around.words) ? keyword(one) : []
  if ('type' in wants) {
    if (wants.type === 'day') return wordOffers(dayWords, 'value')
    return wants.type === 'bool' ? wordOffers(constantWords, 'value') : []
  }
  switch (wants.rule) {
    case 'name':
      return names(one, around)
    case 'path':
      return [...memberOffers(around), ...pathOffers(around.project, around.words)]
    case 'handle':
      return handleOffers(around.project)
    case 'key':
    case 'arg':
      return keys(one, around)
    default:
      return one.rule === 'target' && wants.rule === 'text'
        ? wordOffers(
            (around.project.live.rooms ?? []).map((room) => JSON.stringify(room)),
            'handle',
            'room',
          )
        : []
  }
}

/** Everything that the grammar would take next; each label once. */
export function offers(all: readonly Continuation[], around: Around): readonly Offer[] {
  const found = new Map<string, Offer>()
  for (const one of all)
    for (const offer of offersOf(one, around)) if (!found.has(offer.label)) found.set(offer.label, offer)
  const rank = ({ kind }: Offer): number => (kind === 'keyword' ? 2 : kind === 'function' ? 1 : 0)
  return [...found.values()].sort((a, b) => rank(a) - rank(b))
}
