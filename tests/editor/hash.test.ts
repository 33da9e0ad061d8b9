import { expect, test } from 'vitest'
import { formatHash, parseHash } from '../../editor/hash.ts'

test.each<[hash: string, view: ReturnType<typeof parseHash>, written: string]>([
  ['', { focus: null, status: '', severity: '' }, '#all'],
  ['#all', { focus: null, status: '', severity: '' }, '#all'],
  ['#run=run_1', { focus: { kind: 'run', id: 'run_1' }, status: '', severity: '' }, '#run=run_1'],
  ['#incident=inc_1', { focus: { kind: 'incident', id: 'inc_1' }, status: '', severity: '' }, '#incident=inc_1'],
  [
    '#severity=high&alert=a%26b&status=active',
    { focus: { kind: 'alert', id: 'a&b' }, status: 'active', severity: 'high' },
    '#alert=a%26b&status=active&severity=high',
  ],
  ['#status=nonsense&severity=page&run=', { focus: null, status: '', severity: '' }, '#all'],
  ['#%E0%A4%A', { focus: null, status: '', severity: '' }, '#all'],
])('%s', (hash, view, written) => {
  expect(parseHash(hash)).toEqual(view)
  expect(formatHash(view)).toBe(written)
  expect(parseHash(formatHash(view))).toEqual(view)
})
