import { z } from 'zod'
import { isObject } from '../../dsl/model/is-object.ts'
import type { PastEvent } from '../../dsl/simulate/replay.ts'
import { isStorableTime } from '../intake/read-members.ts'
import { alertReader, readText } from './read-alert.ts'
import { VerbFailed } from './verb.ts'

/** An event of the past, with its place in the file for people. */
export interface FileEvent extends PastEvent {
  /** `line 12`, or `item 12` of a list. */
  readonly place: string
  readonly title: string
}

/**
 * Reads events of the past: one JSON object a line, or a JSON list of them; each as for `POST /api/v1/alerts`, and
 * `received_at` says when it arrived (else `started_at`, of a resolved one `ended_at`).
 * @param file or `-` for standard input
 * @throws {VerbFailed} at the first that can't be read, with its line and field
 */
export async function readEvents(file: string): Promise<readonly FileEvent[]> {
  const text = await readText(file)
  const bodies = text.trimStart().startsWith('[') ? items(file, text) : lines(file, text)
  const read = await alertReader()
  return bodies.map(({ place, body }) => {
    const fail = (problem: string, next: string) => new VerbFailed(`${nameOf(file)}, ${place}: ${problem}.`, next)
    const members: Readonly<Record<string, unknown>> = isObject(body) ? body : { alert: body }
    const { received_at, ...alert } = members
    const known = read(isObject(body) ? alert : body)
    if ('problem' in known) throw fail(known.problem, known.next)
    const { event } = known
    const own = event.status === 'resolved' ? (event.ended_at ?? event.started_at) : event.started_at
    const at = received_at === undefined ? own : timeOf(received_at)
    if (at === null) throw fail('it says nowhere when it arrived', 'add "received_at": "2026-03-02T03:10:00Z".')
    if (Number.isNaN(at))
      throw fail('/received_at is no time between 1970 and 2200', 'write one that there is, as 2026-03-02T03:10:00Z.')
    return { place, title: event.title, at, event }
  })
}

interface Body {
  readonly place: string
  readonly body: unknown
}

function lines(file: string, text: string): readonly Body[] {
  return text.split(/\r\n|\n|\r/u).flatMap((line, index) => {
    if (line.trim() === '') return []
    const place = `line ${index + 1}`
    return [{ place, body: json(line, `${nameOf(file)}, ${place}`) }]
  })
}

function items(file: string, text: string): readonly Body[] {
  const list = json(text, nameOf(file))
  // A text that begins with a bracket is a list, or no JSON.
  return (list as readonly unknown[]).map((body, index) => ({ place: `item ${index + 1}`, body }))
}

function json(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new VerbFailed(
      `${where}: no JSON: ${(error as Error).message}.`,
      'write one JSON object a line, or one JSON list of them.',
    )
  }
}

/** NaN for what is no RFC 3339 time, as the 30th of February, which `Date.parse` takes for a day of March. */
function timeOf(value: unknown): number {
  const read = z.iso.datetime({ offset: true }).safeParse(value)
  const at = read.success ? new Date(read.data) : null
  return at && isStorableTime(at) ? at.getTime() : Number.NaN
}

const nameOf = (file: string): string => (file === '-' ? 'standard input' : file)
