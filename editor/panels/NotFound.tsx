import { ApiProblem } from '../api.ts'
import { Say } from '../texts/Say.tsx'
import { say } from '../texts/say.ts'
import type { Focus } from '../hash.ts'

/** A link led to something that is not there, and what that may come from. */
export function NotFound({ focus: { kind, id } }: { focus: Focus }) {
  return (
    <div className="missing">
      <p>
        <strong>{say('notFound')}</strong> <Say text={`missing.${kind}`} with={{ id: <code>{id}</code> }} />
      </p>
      <p className="quiet">{say('missingWhy')}</p>
    </div>
  )
}

export const isNotFound = (error: Error | null): boolean => error instanceof ApiProblem && error.status === 404
