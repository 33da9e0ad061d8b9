/** Where the Tocsin of a data folder answers, for the commands that talk to it: they need not be told its port again. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { httpAddress } from '../config/addresses.ts'

/** The address at which this machine reaches a server that listens on `host`. */
export function ownUrl({ host, port }: { readonly host: string; readonly port: number }): string {
  return httpAddress(host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port)
}

const fileOf = (dataDir: string): string => join(dataDir, 'address')

/** @returns what takes it back */
export function announce(dataDir: string, url: string): () => void {
  writeFileSync(fileOf(dataDir), `${url}\n`)
  return () => rmSync(fileOf(dataDir), { force: true })
}

/** Null where none runs on the folder, or none that was started by `tocsin start`. */
export function announced(dataDir: string): string | null {
  try {
    return readFileSync(fileOf(dataDir), 'utf8').trim() || null
  } catch {
    return null
  }
}
