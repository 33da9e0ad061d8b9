/** The field that somebody means who writes a bare name, as the query languages of monitoring systems do. */
import { fields } from './field-names.ts'

/** As Prometheus and Alertmanager call them; not every source sends the label. */
const elsewhere: Readonly<Record<string, string>> = { alertname: 'alert.name' }

/** @example fieldMeantBy('severity') // 'alert.severity'; of anything that an alert has not, the label of that name */
export function fieldMeantBy(name: string): string {
  if (Object.hasOwn(elsewhere, name)) return elsewhere[name] ?? name
  return fields.alert?.includes(name) ? `alert.${name}` : `label.${name}`
}
