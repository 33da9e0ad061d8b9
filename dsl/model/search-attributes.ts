/** By what a run can be found in Temporal: names of its search attributes, all keywords. The start sets every one. */
export const searchAttributeNames = {
  tenant: 'TocsinTenant',
  rule: 'TocsinRule',
  severity: 'TocsinSeverity',
  incident: 'TocsinIncident',
  state: 'TocsinState',
} as const
