import { isIP } from 'node:net'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'

export const tlsModes = ['auto', 'starttls', 'tls', 'none'] as const

export interface SmtpSettings {
  readonly host: string
  readonly port: number
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly tls: (typeof tlsModes)[number]
  readonly ca?: string | undefined
  readonly verify_certificate: boolean
  readonly timeout_ms: number
}

/** From our settings to nodemailer's options; a login leaves this machine only through TLS, unless `tls` is `none`. */
export function transportOptions(settings: SmtpSettings): SMTPTransport.Options {
  const { host, port, username, password, tls, ca, verify_certificate, timeout_ms } = settings
  const local = isLoopback(host)
  const login = username !== undefined && username !== ''
  return {
    host,
    port,
    secure: tls === 'tls' || (tls === 'auto' && port === 465),
    requireTLS: tls === 'starttls' || (tls === 'auto' && login && !local),
    ignoreTLS: tls === 'none',
    ...(login && { auth: { user: username, pass: password ?? '' } }),
    tls: {
      // Local servers offer STARTTLS with certificates for no name; nobody stands between us and them.
      rejectUnauthorized: verify_certificate && !(local && tls === 'auto' && ca === undefined),
      ...(ca !== undefined && { ca }),
    },
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
    dnsTimeout: timeout_ms,
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
