import type { ConnectionSetting } from './families.ts'

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** The connections `email` and `slack` that the short variables make (D20). */
export function legacyConnections(values: Readonly<Record<string, unknown>>): ConnectionSetting[] {
  const connection = (name: string, variables: Readonly<Record<string, string>>): ConnectionSetting => {
    const set = Object.entries(variables).filter(([, variable]) => text(values[variable]) !== '')
    return {
      name,
      type: name,
      fields: Object.fromEntries(set.map(([field, variable]) => [field, text(values[variable])])),
      variables: Object.fromEntries(set),
    }
  }
  const found: ConnectionSetting[] = []
  if (text(values.SMTP_SERVER)) {
    found.push(
      connection('email', {
        host: 'SMTP_SERVER',
        port: 'SMTP_PORT',
        username: 'SMTP_USERNAME',
        password: 'SMTP_PASSWORD',
        from: 'SMTP_FROM',
      }),
    )
  }
  if (text(values.SLACK_WEBHOOK_URL)) found.push(connection('slack', { url: 'SLACK_WEBHOOK_URL' }))
  return found
}
