import type { Expression } from './expression.ts'

const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/** A path as people write it: `label.env`, `label["k8s.io/app"]`, `host.body.items[0]`. */
export function pathText(path: Expression & { readonly kind: 'path' }): string {
  const segments = path.root === 'names' ? path.segments : [path.root, ...path.segments]
  return segments
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`
      if (!plain.test(segment)) return `[${JSON.stringify(segment)}]`
      return index === 0 ? segment : `.${segment}`
    })
    .join('')
}
