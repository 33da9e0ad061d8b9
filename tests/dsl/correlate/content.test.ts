import { expect, test } from 'vitest'
import { type AlertContent, contentAfter } from '../../../dsl/correlate/content.ts'

const stored: AlertContent = {
  name: 'Disk',
  title: 'Disk full',
  description: 'on w7',
  url: 'https://a',
  tags: ['t'],
  labels: { host: 'w7', env: 'prod' },
  metadata: { a: 1 },
  value: 5,
}
const bare: AlertContent = {
  name: '',
  title: '',
  description: '',
  url: null,
  tags: [],
  labels: {},
  metadata: {},
  value: null,
}

test('a firing event replaces all, also by nothing', () => {
  const newer = { ...bare, name: 'Disk', labels: { host: 'w7' } }
  expect(contentAfter(stored, newer, 'replace')).toEqual(newer)
})
test('a resolve that says nothing wipes nothing', () => {
  expect(contentAfter(stored, bare, 'fill')).toEqual(stored)
})
test('a resolve replaces what it says', () => {
  const said = { ...bare, title: 'Disk ok', labels: { host: 'w7' }, value: 0 }
  expect(contentAfter(stored, said, 'fill')).toEqual({ ...stored, title: 'Disk ok', labels: { host: 'w7' }, value: 0 })
})
test('a late event changes nothing', () => {
  expect(contentAfter(stored, { ...bare, title: 'x' }, 'keep')).toEqual(stored)
})
