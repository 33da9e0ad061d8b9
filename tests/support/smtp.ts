/** A real SMTP server on a free loopback port that keeps what it takes. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface SmtpPeer {
  readonly port: number
  /** Mails in order of arrival. */
  readonly mails: ParsedMail[]
  /** The same, byte for byte. */
  readonly raw: string[]
  /** Whether the last mail came through TLS. */
  readonly secure: boolean[]
  close(): Promise<void>
}

/** Answers a `RCPT TO` with this instead of taking it. */
export type Refusal = (address: string) => { code: number; text: string } | null

export async function smtpPeer(options: SMTPServerOptions & { readonly refuse?: Refusal } = {}): Promise<SmtpPeer> {
  const { refuse, ...rest } = options
  const mails: ParsedMail[] = []
  const raw: string[] = []
  const secure: boolean[] = []
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disabledCommands: rest.cert ? [] : ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const refusal = refuse?.(address)
      done(refusal ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks)
        simpleParser(bytes).then((mail) => {
          raw.push(bytes.toString('latin1'))
          secure.push(session.secure)
          mails.push(mail)
          done()
        }, done)
      })
    },
    ...rest,
  })
  // A client that breaks off is part of the tests, not a fault of the server.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    raw,
    secure,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A fresh self-signed certificate for 127.0.0.1. */
export function certificate(): { cert: string; key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-cert-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  try {
    const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1'
    const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
    execFileSync('openssl', [...request.split(' '), ...names, '-keyout', key, '-out', cert], { stdio: 'pipe' })
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
