/** What a page says: from the texts of its step and what is stored when it is sent (D89). One for sending and simulating. */
import type { MessageSource, ReadResult, UpdateInput } from './activity.ts'
import { oneLine } from './clean-text.ts'
import type { Expression } from './expression.ts'
import type { Facts } from './facts.ts'
import { isMessageMember } from './message-members.ts'
import type { PlanTarget } from './plan.ts'

export interface PageText {
  /** One line, never empty. */
  readonly title: string
  readonly body: string
  /** What else the step's `with` says. */
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** Whoever got it is told when it is over (D6). */
  readonly resolve: boolean
}

/** `renderText` of `dsl/compile`, handed in because activities import `dsl/model` only. */
export type RenderText = (expression: Expression, facts: Facts) => string

/**
 * The text of a `notify` or `escalate`: its template and `with`, else the alert's own title and description.
 * @param now milliseconds since 1970 UTC
 */
export function pageText(
  source: MessageSource,
  live: ReadResult,
  rule: string | null,
  now: number,
  render: RenderText,
): PageText {
  const facts = factsOf(source, live, now)
  const text = (name: string): string | null => {
    const expression = source.with[name]
    return expression ? render(expression, facts) : null
  }
  const body = text('body') ?? (source.template ? render(source.template, facts) : null)
  return {
    // A rule's own title replaces the standard one unless it comes out empty.
    title: oneLine(text('title') ?? '') || standardTitle(live, rule, (live.alert?.severity ?? 'unknown').toUpperCase()),
    body: body ?? live.alert?.description ?? '',
    fields: Object.entries(source.with)
      .filter(([name]) => !isMessageMember(name))
      .map(([name, expression]) => ({ name, value: render(expression, facts) })),
    resolve: text('resolve') !== 'false',
  }
}

/** Title of a message that no step words: `[CRITICAL] alert title`. */
export function standardTitle({ alert }: ReadResult, rule: string | null, tag: string): string {
  const subject = [alert?.title, alert?.name, rule].map((text) => oneLine(text ?? '')).find(Boolean) ?? 'Tocsin'
  return `[${tag}] ${subject}`
}

/** The step says itself what the body is: nothing is to be put before it. */
export const wordsItsBody = ({ template, with: own }: MessageSource): boolean =>
  template !== null || Object.hasOwn(own, 'body')

/**
 * What the page of an `escalate` begins with, which else looks like the first one.
 * @param standIn the fallback receiver gets it, because nobody is on call
 */
export function escalationText(target: string, level: number, standIn: boolean): string {
  const whom = level > 1 ? `level ${level} of ${target}` : target
  return `Escalated to ${whom}${standIn ? ', where nobody is on call' : ''}: nobody has acknowledged yet.`
}

/** What an update begins with: who joined, how bad it is now, that it is told again (D25, D86). */
export function changeText(
  { change, joined = [], joined_count = joined.length }: Pick<UpdateInput, 'change' | 'joined' | 'joined_count'>,
  { alert, incident }: ReadResult,
): string {
  const rose = change === 'severity_raised' ? [`The severity rose to ${alert?.severity ?? 'unknown'}.`] : []
  const named = joined.flatMap((id) => {
    const found = incident.alerts.find((one) => one.id === id)
    return found ? [`- ${found.severity}: ${oneLine(found.title) || found.name}`] : []
  })
  const more = joined_count - named.length
  const joins = change === 'joined' || joined_count > 0
  const who = joined_count === 0 ? 'Alerts' : joined_count === 1 ? '1 alert' : `${joined_count} alerts`
  const sentence = `${who} joined; the incident holds ${incident.count} now${named.length > 0 ? ':' : '.'}`
  const rest = named.length > 0 && more > 0 ? [`- and ${more} more`] : []
  const open = { repeat: 'nobody has acknowledged it', ack_expired: 'the acknowledgement has expired' }
  const again = change === 'repeat' || change === 'ack_expired' ? [`Still open, and ${open[change]}.`] : []
  return [...again, ...rose, ...(joins ? [sentence] : []), ...named, ...rest].join('\n')
}

/** What a text may read: the run's names as they came, the incident as it is now. */
export const factsOf = (source: MessageSource, live: ReadResult, now: number): Facts => ({
  alert: live.alert,
  incident: live.incident,
  run: live.run,
  meta: source.meta,
  names: source.names,
  error: source.error,
  ...(source.request !== undefined && { request: source.request }),
  now,
})

/** A target by its name: `@payments`, `#room`, an address. */
export function targetText(target: PlanTarget, facts: Facts, render: RenderText): string {
  if (target.kind === 'address') return oneLine(render(target.address, facts))
  return target.name.startsWith('@') ? target.name : `@${target.name}`
}
