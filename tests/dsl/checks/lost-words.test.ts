import { describe, test } from 'vitest'
import { doing, expectFinding, type Row, when } from './found.ts'

describe('members of a message by other names (W509)', () => {
  const notify = (members: string) => doing(`notify @x with { ${members} }`)
  test.each<Row>([
    [notify('«subject»: "x"'), 'W509', /did you mean `title`/],
    [notify('«headline»: "x" body: "y"'), 'W509', /`title`/],
    [notify('title: "x" «message»: "y"'), 'W509', /did you mean `body`/],
    [notify('«Text»: "y"'), 'W509', /`body`/],
    [doing('escalate @x with { «content»: "y" }'), 'W509', /`body`/],
    // Beside the member itself it is a field.
    [notify('title: "x" subject: "y"'), null],
    [notify('title: "x" body: "y" message: "z"'), null],
    [notify('title: "x" runbook: "y"'), null],
    [doing('approve by @x up to 5m with { message: "go?" }'), null],
  ])('%s', expectFinding)
})

describe('sums that are missing when the run comes to them', () => {
  test.each<Row>([
    [doing('notify @x with { title: «alert.title + alert.value» }'), 'E301', /text with a text/],
    [doing('set n = «alert.value + alert.name»'), 'E301'],
    [doing('set n = «alert.tags + alert.value»'), 'E301'],
    // A severity is no text by itself; in a hole it is written as one.
    [doing('notify @x with { title: «alert.severity + alert.name» }'), 'E301', /text with a text/],
    [doing('set n = alert.status + alert.name'), null],
    [doing('set n = alert.value + 1'), null],
    [doing('set n = alert.started_at + alert.value'), null],
    [doing('set n = «label.n + 1»'), 'W583', /n: number/],
    [doing('set n = «5m - label.n»'), 'W583', /n: duration/],
    [doing('set n = «alert.count + label["a/b"]»'), 'W583'],
    [when('«label.n + 1» > 3'), 'W583'],
    [doing('set n = label.a + "x"'), null],
    [doing('set n = label.a + label.b'), null],
    [doing('set n = «label.a - label.b»'), 'W583'],
    [doing('set n = metadata.n + 1'), null],
  ])('%s', expectFinding)
})
