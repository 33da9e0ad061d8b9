/** Why a request may not pass, and what to do, for whoever sent it; `http/` answers it as a problem. */
export interface Refusal {
  readonly code: 'unauthenticated' | 'forbidden' | 'not-loopback' | 'foreign-origin' | 'unsupported-media-type'
  readonly detail: string
}

/** @param sent whether the request had a key at all */
export const noValidKey = (sent: boolean): Refusal => ({
  code: 'unauthenticated',
  detail: sent
    ? 'The key is unknown, expired or revoked. Send a valid one as Authorization: Bearer KEY.'
    : 'Send an API key as Authorization: Bearer KEY. The first one lies in admin.key of the data folder.',
})
