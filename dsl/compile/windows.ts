/** Windows and schedules of the tree. */
import type { WindowSpec } from '../model/expression.ts'
import { localFromText } from '../model/local-time.ts'
import type { LevelSpec, RotaSpec, ScheduleSpec } from '../model/schedule.ts'
import type * as ast from '../syntax/ast.ts'
import { CompileFailure } from './failure.ts'
import type { Scope } from './scope.ts'

const days: readonly ast.Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const minutesOfDay = 1440

export function compileWindow(window: ast.Window): WindowSpec {
  return {
    zone: plainText(window.zone),
    spans: window.lines.flatMap((line) => (line.kind === 'span' ? [compileSpan(line)] : [])),
    except: window.lines.flatMap((line) => (line.kind === 'except' ? line.dates.map(({ text }) => text) : [])),
  }
}

export function compileWindowRef(ref: ast.WindowRef, scope: Scope): WindowSpec {
  if (ref.kind === 'inline') return { zone: plainText(ref.zone), spans: [compileSpan(ref.span)], except: [] }
  const found = scope.find('window', ref.name.text)
  if (!found) throw new CompileFailure(scope.file, ref.at, `unknown window ${ref.name.text}`)
  return compileWindow(found.declaration)
}

function compileSpan({ days: ranges, hours }: ast.WeekSpan): WindowSpec['spans'][number] {
  const held = new Set(ranges.flatMap(({ from, to }) => daysBetween(from, to)))
  const from = hours ? minutesOf(hours.from) : 0
  const to = hours ? minutesOf(hours.to) : minutesOfDay
  // 22:00..06:00 ends on the next day; so does 08:00..08:00, which is a whole day and not an empty one.
  return { days: [...held].sort((a, b) => a - b), from, to: to > from ? to : to + minutesOfDay }
}

/** ISO weekdays, both ends included; `fri..mon` goes over the weekend. */
function daysBetween(from: ast.Day, to: ast.Day): readonly number[] {
  const first = days.indexOf(from)
  const length = (days.indexOf(to) - first + 7) % 7
  return Array.from({ length: length + 1 }, (_, step) => ((first + step) % 7) + 1)
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}

export const compileSchedule = (schedule: ast.Schedule, scope: Scope): ScheduleSpec => ({
  name: schedule.name.text,
  zone: plainText(schedule.zone),
  levels: schedule.levels
    .map(
      ({ level, rota, people, after }): LevelSpec => ({
        level: level.value,
        rota: compileRota(rota, scope),
        people: people.map(({ name }) => name),
        afterMs: after?.ms ?? null,
      }),
    )
    .sort((a, b) => a.level - b.level),
})

function compileRota(rota: ast.Rota, scope: Scope): RotaSpec {
  switch (rota.kind) {
    case 'always':
      return { kind: 'always' }
    case 'during':
      return { kind: 'during', window: compileWindowRef(rota.window, scope) }
    case 'rotate': {
      const fromLocal = localFromText(rota.from.text)
      if (Number.isNaN(fromLocal)) throw new CompileFailure(scope.file, rota.from.at, `${rota.from.text} is no time`)
      if (rota.every.ms <= 0) throw new CompileFailure(scope.file, rota.every.at, 'a rotation needs a time above 0')
      return { kind: 'rotate', everyMs: rota.every.ms, fromLocal }
    }
  }
}

/** A text that can have no holes: a path, a zone, a rule's name. */
export const plainText = (text: ast.Text): string =>
  text.parts.map((part) => (part.kind === 'characters' ? part.text : '')).join('')
