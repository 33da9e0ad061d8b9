/** What requests are sent to, and what with. */
import { test } from 'vitest'
import { doing, expectFinding, type Row } from './found.ts'

const get = (url: string, rest = '') => doing(`http GET ${url} ${rest}`)

test.each<Row>([
  [get('«"not a url"»'), 'E326', /https:\/\//],
  [get('«"ftp://x.org"»'), 'E326'],
  [get('«"api.example.com/x"»'), 'E326'],
  [get('«"ftp://{{label.host}}/x"»'), 'E326'],
  [get('«"/api/{{label.host}}"»'), 'E326'],
  [get('"https://x.org/a b"'), null],
  [get('"HTTPS://x.org"'), null],
  [get('"https://{{label.host}}/x"'), null],
  [get('"http{{label.s}}://x.org"'), null],
  [get('"{{label.url}}"'), null],
  [get('"https://x.org"', 'with { «headerz»: { a: "b" } }'), 'W590', /did you mean `headers`/],
  [get('"https://x.org"', 'with { «json»: { a: "b" } }'), 'W590', /`body: \{ json: … \}`/],
  [get('"https://x.org"', 'with { headers: { a: "b" }, body: { x: 1 } }'), null],
])('%s', expectFinding)
