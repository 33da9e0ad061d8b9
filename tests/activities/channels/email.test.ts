import type { SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../activities/channels/define-channel.ts'
import { email } from '../../../activities/channels/email.ts'
import { http } from '../../../activities/http.ts'
import { openLayouts } from '../../../activities/layouts.ts'
import type { Message } from '../../../activities/message.ts'
import { certificate, type SmtpPeer, smtpPeer } from '../../support/smtp.ts'
import { fakeEngine, layoutsFolder } from '../fake-engine.ts'

const message: Message = {
  ...{
    kind: 'page',
    title: 'Disk is full',
    body: 'Only 1 % is free',
    severity: 'critical',
    status: 'active',
    url: null,
  },
  ...{
    ack_url: null,
    escalation: null,
    resolved_by: null,
    resolution_note: null,
    fields: [],
    alert: null,
    alerts: [],
    alert_count: 1,
    rule: 'Disk',
    incident: 'inc_1',
    tenant: 'default',
  },
}
const delivery = (change: Partial<Delivery> = {}): Delivery => ({
  ...{ tenant: 'default', key: 'k', target: '@kim', address: 'kim@example.org', message, thread: [] },
  ...change,
})
const services = { http, layouts: openLayouts(layoutsFolder), inbox: fakeEngine().inbox }

let smtp: SmtpPeer
afterEach(() => smtp.close())
const send = (settings: Record<string, string> = {}, change: Partial<Delivery> = {}) => {
  const config = { host: '127.0.0.1', port: String(smtp.port), from: 'Tocsin <t@example.org>', ...settings }
  return email.send({ name: 'email', type: 'email', config }, delivery(change), services)
}
const login: SMTPServerOptions = {
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    username === 'tocsin' && password === 'hunter22'
      ? done(null, { user: 'tocsin' })
      : done(Object.assign(new Error(`bad login of ${username} with ${password}`), { responseCode: 535 })),
}

describe('login and TLS', () => {
  const keys = certificate()

  test('STARTTLS and login, the server known by its CA', async () => {
    smtp = await smtpPeer({ ...keys, ...login })
    await send({ username: 'tocsin', password: 'hunter22', tls: 'starttls', ca: keys.cert })
    expect(smtp.secure).toEqual([true])
  })

  test('TLS from the first byte', async () => {
    smtp = await smtpPeer({ ...keys, secure: true })
    await send({ tls: 'tls', ca: keys.cert })
    expect(smtp.secure).toEqual([true])
  })

  test('an unknown certificate is refused before the login', async () => {
    smtp = await smtpPeer({ ...keys, ...login })
    const sent = send({ username: 'tocsin', password: 'hunter22', tls: 'starttls' })
    await expect(sent).rejects.toMatchObject({ retry: 'later', message: expect.stringContaining('certificate') })
    expect(smtp.mails).toEqual([])
  })

  test('auto uses what a local server offers, without a certificate of ours', async () => {
    smtp = await smtpPeer({ ...keys, ...login })
    await send({ username: 'tocsin', password: 'hunter22' })
    expect(smtp.secure).toEqual([true])
  })

  test('starttls against a server without it sends nothing', async () => {
    smtp = await smtpPeer()
    await expect(send({ tls: 'starttls' })).rejects.toMatchObject({ name: 'DeliveryError' })
    expect(smtp.mails).toEqual([])
  })

  test('a wrong password is final and stays out of the error, though the server repeats it', async () => {
    smtp = await smtpPeer({ ...keys, ...login })
    const failure = await send({ username: 'tocsin', password: 'wrong-password' }).catch((error: Error) => error)
    expect(failure).toMatchObject({ retry: 'never', message: expect.stringContaining('refused the login') })
    expect(String(failure)).not.toContain('wrong-password')
  })
})

describe('answers of the server', () => {
  test.each<[code: number, retry: string]>([
    [550, 'never'],
    [552, 'never'],
    [421, 'later'],
    [450, 'later'],
    [451, 'later'],
  ])('%i to a recipient: %s', async (code, retry) => {
    smtp = await smtpPeer({ refuse: () => ({ code, text: 'refused here' }) })
    await expect(send()).rejects.toMatchObject({ retry, message: expect.stringContaining('refused here') })
  })

  test('nobody listening may pass', async () => {
    smtp = await smtpPeer()
    await smtp.close()
    await expect(send()).rejects.toMatchObject({ retry: 'later', message: expect.stringContaining('ECONNREFUSED') })
    smtp = await smtpPeer()
  })
})

describe('the mail', () => {
  test('hostile texts stay texts: no header, no markup, no second recipient', async () => {
    smtp = await smtpPeer()
    const hostile = {
      ...message,
      title: 'x\r\nBcc: evil@example.org\r\n\r\n<script>1</script>',
      body: '<img src=x onerror=alert(1)>\r\n.\r\nRCPT TO:<evil@example.org>',
      rule: '"><b>{{ title }}',
    }
    await send({}, { message: hostile })
    const [mail] = smtp.mails
    expect(mail?.bcc).toBeUndefined()
    expect([...(mail?.headers.keys() ?? [])]).not.toContain('bcc')
    expect(mail?.html).not.toMatch(/<img|<script|<b>/)
    expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(mail?.text).toContain('RCPT TO:<evil@example.org>')
    expect(mail?.text).toContain('{{ title }}')
  })

  test.each(['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', 'kim', '', 'x <a@example.org>'])(
    'the address %j is refused for good',
    async (address) => {
      smtp = await smtpPeer()
      await expect(send({}, { address })).rejects.toMatchObject({ retry: 'never' })
      expect(smtp.mails).toEqual([])
    },
  )

  test('answers the thread: the first mail and the latest', async () => {
    smtp = await smtpPeer()
    const thread = Array.from({ length: 30 }, (_, at) => `<${at}@example.org>`)
    const { externalId } = await send({}, { thread })
    const [mail] = smtp.mails
    expect(mail?.messageId).toBe(externalId)
    expect(mail?.messageId).toMatch(/@example\.org>$/)
    expect(mail?.inReplyTo).toBe('<29@example.org>')
    expect(mail?.references).toHaveLength(11)
    expect(mail?.references?.[0]).toBe('<0@example.org>')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  })
})
