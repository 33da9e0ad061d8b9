import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutMrkdwn, escapeMrkdwn } from '../../../activities/channels/slack.ts'

const pieces = fc.array(fc.constantFrom('a', ' ', '&', '<', '>', '😀', '<https://x.example|y>'), { maxLength: 60 })

test('a cut text is no longer than allowed and holds no half entity, link or character', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 5, max: 120 }), (parts, max) => {
      const text = parts.map((part) => (part.startsWith('<h') ? part : escapeMrkdwn(part))).join('')
      const short = cutMrkdwn(text, max)
      expect(short.length).toBeLessThanOrEqual(max)
      expect(short.isWellFormed()).toBe(true)
      const rest = short.replaceAll('<https://x.example|y>', '').replace(/&(amp|lt|gt);/g, '')
      expect(rest).not.toMatch(/[&<>]/)
      if (text.length <= max) expect(short).toBe(text)
    }),
  )
})
