import type { Links } from '../../activities/dependencies.ts'
import type { PipelineParts } from '../pipeline/index.ts'

/** Addresses of the web app's pages, for messages and conditions. */
export const pagesOf = (publicUrl: string, links: Links): PipelineParts['pages'] => ({
  alert: (_tenant, alertId) => `${publicUrl}/#alert=${encodeURIComponent(alertId)}`,
  incident: (tenant, incident_id) => links.incident({ tenant, incident_id }),
  run: (tenant, run_id) => links.run({ tenant, run_id }),
})
