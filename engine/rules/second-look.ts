interface Look {
  readonly timer: NodeJS.Timeout
  isSure: boolean
}

/** What is believed of a name only when it is seen again after a time; names that are seen together are believed together. */
export function secondLook(afterMs: number, again: () => void) {
  const looks = new Map<string, Look>()
  return {
    /** @param names of which it is seen now; it is forgotten of all others */
    see(names: readonly string[]): { readonly first: readonly string[]; readonly unsure: readonly string[] } {
      for (const name of looks.keys()) if (!names.includes(name)) looks.delete(name)
      const first = names.filter((name) => !looks.has(name))
      if (first.length > 0) {
        const timer = setTimeout(() => {
          look.isSure = true
          again()
        }, afterMs)
        const look: Look = { timer, isSure: false }
        for (const name of first) looks.set(name, look)
      }
      return { first, unsure: names.filter((name) => looks.get(name)?.isSure === false) }
    },
    forget(): void {
      for (const { timer } of looks.values()) clearTimeout(timer)
      looks.clear()
    },
  }
}
