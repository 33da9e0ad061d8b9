/** Something that is believed only when it is seen again after a time. */
export function secondLook(afterMs: number, look: () => void) {
  let timer: NodeJS.Timeout | null = null
  let isSure = false
  return {
    /** False when it was seen before. */
    begin(): boolean {
      if (timer !== null) return false
      timer = setTimeout(() => {
        isSure = true
        look()
      }, afterMs)
      return true
    },
    isSure: () => isSure,
    forget(): void {
      if (timer !== null) clearTimeout(timer)
      timer = null
      isSure = false
    },
  }
}
