/** The limits of D72. Own API: beyond them 422; intake: cut at a code point, the raw body is kept. */
export const limits = {
  bodyBytes: 1024 * 1024,
  depth: 32,
  labels: 64,
  labelName: 128,
  labelValue: 2_048,
  title: 1_024,
  name: 255,
  description: 32 * 1024,
  /** Of the metadata as JSON in UTF-8. */
  metadataBytes: 64 * 1024,
  source: 64,
  tags: 64,
  tag: 128,
  url: 2_048,
  fingerprint: 255,
  /** Members of one payload. */
  alerts: 1_000,
} as const
