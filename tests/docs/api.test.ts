import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { permissions } from '../../engine/http/permissions.ts'
import { type ProblemCode, problem } from '../../engine/http/problem.ts'
import { statusWords } from '../../engine/intake/words.ts'
import { blocksOf, codeIn, readPage, tableOf } from './page.ts'

const page = readPage('api.md')

test('every route stands on the page with what it needs', () => {
  expect(tableOf(page, 'route')).toEqual(Object.entries(permissions).map(([route, needs]) => [`\`${route}\``, needs]))
})

test('every route of the API has a command', () => {
  const commands = blocksOf(page, 'sh')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => {
      const address = /\$B(\/[^"\s?)]*)/u.exec(line)?.[1]
      if (!line.includes('curl ') || address === undefined) return []
      return [{ method: /-X (\w+)/u.exec(line)?.[1] ?? 'GET', address }]
    })
  const pages = /^GET \/(\{file\}|assets|docs|redoc|openapi\.json|ack)|^POST \/ack|^GET \/$/u
  const missing = Object.keys(permissions).filter((route) => {
    if (pages.test(route)) return false
    const [method, path = ''] = route.split(' ')
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u')
    return !commands.some((command) => command.method === method && pattern.test(command.address))
  })
  expect(missing).toEqual([])
})

test('every word for a status stands on the page', () => {
  const rows = tableOf(page, 'status').map(([status = '', also = '']) => [codeIn(status), codeIn(also)].flat())
  const wanted = Map.groupBy(Object.keys(statusWords) as (keyof typeof statusWords)[], (word) => statusWords[word])
  expect(rows).toEqual([...wanted.values()])
})

test('every code stands on the page with its status and title', () => {
  const rows = tableOf(page, 'code')
  for (const [code = '', status, title] of rows) {
    const known = problem(code.replaceAll('`', '') as ProblemCode, '')
    expect([String(known.status), known.title]).toEqual([status, title])
  }
  const source = readFileSync(new URL('../../engine/http/problem.ts', import.meta.url), 'utf8')
  const codes = [...source.matchAll(/^ {2}'?([a-z-]+)'?: \[\d{3}, /gmu)].map(([, code]) => `\`${code}\``)
  expect(codes.length).toBeGreaterThan(10)
  expect(rows.map(([code]) => code)).toEqual(codes)
})
