/** The address of a server that listens on `host`, which may be one of IPv6. */
export const httpAddress = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`

/** HOST:PORT of Temporal: of its own server, else of the one that the launcher runs. */
export const temporalAddress = ({
  address,
  port,
}: {
  readonly address: string | null
  readonly port: number
}): string => address ?? `127.0.0.1:${port}`
