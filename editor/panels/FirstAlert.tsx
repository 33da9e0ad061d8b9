import { say } from '../texts/say.ts'

/** What an empty list shows: the way to the first alert. */
export function FirstAlert() {
  const body = '{"source": "curl", "title": "Checkout is down", "severity": "critical"}'
  return (
    <div className="empty">
      <p>{say('noAlertYet')}</p>
      <pre>{`curl -X POST ${location.origin}/api/v1/alerts \\
  -H 'Content-Type: application/json' \\
  -d '${body}'`}</pre>
    </div>
  )
}
