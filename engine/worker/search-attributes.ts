import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common'

const keys = {
  tenant: defineSearchAttributeKey('TocsinTenant', 'KEYWORD'),
  rule: defineSearchAttributeKey('TocsinRule', 'KEYWORD'),
  severity: defineSearchAttributeKey('TocsinSeverity', 'KEYWORD'),
  incident: defineSearchAttributeKey('TocsinIncident', 'KEYWORD'),
  state: defineSearchAttributeKey('TocsinState', 'KEYWORD'),
} as const

export const searchAttributeNames = Object.values(keys).map((key) => key.name)

/** What a run can be found by in Temporal; the run itself keeps `state` and `severity` up to date. */
export const searchAttributes = (values: Readonly<Record<keyof typeof keys, string>>): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: keys.tenant, value: values.tenant },
    { key: keys.rule, value: values.rule },
    { key: keys.severity, value: values.severity },
    { key: keys.incident, value: values.incident },
    { key: keys.state, value: values.state },
  ])
