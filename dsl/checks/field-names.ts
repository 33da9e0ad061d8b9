/** The fields of the things that a rule can read (language.md section 0). */
export const fields: Readonly<Record<string, readonly string[]>> = {
  alert: [
    ...['id', 'source', 'name', 'title', 'description', 'url', 'severity', 'status', 'tags', 'value'],
    ...['started_at', 'ended_at', 'received_at', 'count', 'fingerprint'],
  ],
  incident: ['id', 'count', 'alerts', 'url'],
  run: ['id', 'started_at', 'url'],
  request: ['body'],
  error: ['code', 'message', 'step'],
}
