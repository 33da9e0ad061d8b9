/** The reserved words. A word missing here would be read as a name as well, so a test compares the lists with the grammar. */

/** Never names. */
export const hardWords = `
  edition use const condition window channel template schedule playbook rule test meta on when then if else for
  and or not in has during count distinct matches contains notify escalate ticket wait parallel branch repeat
  approve run call set http sleep end suppress group dedup throttle priority stop disabled given expect mock as
  via using with by within
`
  .trim()
  .split(/\s+/)

/** Words only where the grammar asks for them; anywhere else they may be names. */
export const softWords = `
  items day except level rotate always from after up to processing open while per alert alerts manual every cron
  webhook absence of sequence event without where create update close ack resolve all any each max at once times
  until timeout retry verify rollback backoff error approved rejected empty ok failed matched suppressed grouped
  ran created closed running since returns reject starts ends inhibit connection source mutes expires silence incident
  throttled deduped inhibited muted GET POST PUT PATCH DELETE
`
  .trim()
  .split(/\s+/)

export const dayWords = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const constantWords = ['true', 'false', 'none'] as const
