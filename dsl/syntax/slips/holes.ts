/** Values of a text as Prometheus and Alertmanager write them, and labels whose names need brackets: `{{ $labels.x }}`, `{{ .CommonLabels.x }}`, `{{ $value }}`. */
const forms: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^(?:\$labels?|\.(?:Common|Group)?Labels)\.(\w+)$/u, (name) => `label.${name}`],
  [/^(?:\$annotations?|\.(?:Common)?Annotations)\.(\w+)$/u, (name) => `metadata.annotations.${name}`],
  [/^(?:\$value|\.Value)$/u, () => 'alert.value'],
  [/^\.Status$/u, () => 'alert.status'],
  [/^\.StartsAt$/u, () => 'alert.started_at'],
  // Names with a hyphen, slash or dot, which a path would take apart.
  [/^label\.([\p{L}\p{N}_./-]*[/-][\p{L}\p{N}_./-]*)$/u, (name) => `label['${name}']`],
]

export interface MeantHole {
  /** What is written here instead, with its braces. */
  readonly better: string
  /** It is all that stood there: no filters of theirs. */
  readonly isWhole: boolean
}

/** @param inside what stands between the braces */
export function meantByHole(inside: string): MeantHole | null {
  const [value = '', ...filters] = inside.replace(/^-|-$/gu, '').split('|')
  for (const [form, path] of forms) {
    const found = form.exec(value.trim())
    if (found) return { better: `{{${path(found[1] ?? '')}}}`, isWhole: filters.length === 0 }
  }
  return null
}
