/** What makes two events the same alert, where the source does not say so itself (D11). */

/** Labels that tell of a moment, not of the thing; an integration may have its own list. */
const volatileLabels: readonly string[] = [
  'value',
  'current_value',
  'free',
  'used',
  'available',
  'description',
  'message',
  'summary',
  'timestamp',
  'time',
  'pod_ip',
  'host_ip',
]

/**
 * The text whose sha256 is the fingerprint: a JSON array of tenant, integration, source, name and the remaining labels by
 * name.
 * One text for one alert, whatever order its labels came in and however its accents were composed.
 */
export function fingerprintInput(
  event: {
    readonly tenant: string
    readonly integration: string
    readonly source: string
    readonly name: string
    readonly labels: Readonly<Record<string, string>>
  },
  dropped: readonly string[] = volatileLabels,
): string {
  const labels = Object.entries(event.labels)
    .map(([name, value]) => [name.normalize('NFC'), value.normalize('NFC')] as const)
    .filter(([name]) => !dropped.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return JSON.stringify([
    event.tenant,
    event.integration,
    event.source.normalize('NFC'),
    event.name.normalize('NFC'),
    labels,
  ])
}
