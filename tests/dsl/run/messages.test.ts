import { expect, test } from 'vitest'
import { endOfMessage } from '../../../dsl/run/messages.ts'

const sent = (target: string, connection: string) => ({ target, connection, status: 'sent' as const, error: null })
const failed = (target: string, connection: string) => ({
  target,
  connection,
  status: 'failed' as const,
  error: 'gone',
})

test.each([
  ['a room without a connection', [sent('#ops', 'inbox')], '#ops by inbox (not delivered outside)'],
  ['mail and inbox', [sent('@kim', 'email'), sent('@kim', 'inbox')], '@kim by email; @kim by inbox'],
  [
    'mail that failed',
    [failed('@kim', 'email'), sent('@kim', 'inbox')],
    '@kim by email failed: gone; @kim by inbox (not delivered outside)',
  ],
  [
    'somebody else outside',
    [sent('@lee', 'email'), sent('#ops', 'inbox')],
    '@lee by email; #ops by inbox (not delivered outside)',
  ],
])('the record says who was told outside: %s', (_, deliveries, detail) => {
  expect(endOfMessage({ status: 'sent', reason: null, deliveries })).toMatchObject({ status: 'succeeded', detail })
})
