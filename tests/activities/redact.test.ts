import { expect, test } from 'vitest'
import { redact } from '../../activities/redact.ts'

test.each<[secret: string, text: string]>([
  ['hunter22', 'login hunter22 failed'],
  ['p@ss word', 'url p%40ss%20word'],
  ['hunter22', `basic ${Buffer.from('hunter22').toString('base64')}`],
  ['https://hooks.example/services/T0/B0/XXSECRETXX', 'POST /services/T0/B0/XXSECRETXX'],
  ['https://hooks.example/services/T0/B0/XXSECRETXX', 'token XXSECRETXX'],
  ['https://user:XXSECRETXX@hooks.example/', 'user XXSECRETXX'],
  ['https://hooks.example/?key=XXSECRETXX', 'key XXSECRETXX'],
  ['Bearer XXSECRETXX', 'token XXSECRETXX is bad'],
])('%s leaves no trace in: %s', (secret, text) => {
  const clean = redact(text, [secret])
  expect(clean).toContain('[redacted]')
  expect(clean).not.toMatch(/XXSECRETXX|hunter22|p%40ss|aHVudGVyMjI/)
})

test('ordinary words stay', () => expect(redact('the mail was refused', ['', 'a', 'the'])).toBe('the mail was refused'))
