/** Where people read on about an alert: what its source links to. Texts of alerts are anybody's, so only addresses of the web pass. */
import type { AlertFacts } from '../dsl/model/facts.ts'
import { isObject } from '../dsl/model/is-object.ts'
import { isWebUrl } from '../dsl/model/web-url.ts'
import type { MessageLink } from './message.ts'

/** Members of the metadata that hold a link, by what a message calls it; Prometheus and Grafana send them as annotations. */
const members: readonly (readonly [name: string, members: readonly string[]])[] = [
  ['Runbook', ['runbook_url', 'runbook']],
  ['Dashboard', ['dashboard_url', 'dashboard']],
]
const longestUrl = 2_048

/** Runbook and dashboard of an alert, where its source sent an address; the first that is one counts. */
export function alertLinks({ metadata }: Pick<AlertFacts, 'metadata'>): MessageLink[] {
  const { annotations } = metadata
  const places = [isObject(annotations) ? annotations : {}, metadata]
  return members.flatMap(([name, keys]) => {
    const sent = places.flatMap((place) => keys.map((key) => (Object.hasOwn(place, key) ? place[key] : undefined)))
    const url = sent.map(webUrl).find((found) => found !== null)
    return url ? [{ name, url }] : []
  })
}

/** An http or https address in its canonical form, on one line and without signs that nobody sees; null for all else. */
export function webUrl(text: unknown): string | null {
  return typeof text === 'string' && text.length <= longestUrl && isWebUrl(text) ? new URL(text).href : null
}
