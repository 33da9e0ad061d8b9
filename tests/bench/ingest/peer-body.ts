import { z } from 'zod'

/** The alert as both peers validate it. */
export const body = z.strictObject({
  source: z.string(),
  title: z.string(),
  severity: z.enum(['critical', 'high', 'warning', 'info', 'unknown']),
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.json()),
})
