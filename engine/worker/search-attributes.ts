import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common'
import { searchAttributeNames as names } from '../../dsl/model/search-attributes.ts'

const keys = {
  tenant: defineSearchAttributeKey(names.tenant, 'KEYWORD'),
  rule: defineSearchAttributeKey(names.rule, 'KEYWORD'),
  severity: defineSearchAttributeKey(names.severity, 'KEYWORD'),
  incident: defineSearchAttributeKey(names.incident, 'KEYWORD'),
  state: defineSearchAttributeKey(names.state, 'KEYWORD'),
} as const

export const searchAttributeNames: readonly string[] = Object.values(names)

/** What a run can be found by in Temporal; the run itself keeps `state` and `severity` up to date. */
export const searchAttributes = (values: Readonly<Record<keyof typeof keys, string>>): TypedSearchAttributes =>
  new TypedSearchAttributes([
    { key: keys.tenant, value: values.tenant },
    { key: keys.rule, value: values.rule },
    { key: keys.severity, value: values.severity },
    { key: keys.incident, value: values.incident },
    { key: keys.state, value: values.state },
  ])
