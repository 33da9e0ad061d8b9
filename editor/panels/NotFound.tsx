import { ApiProblem } from '../api.ts'
import type { Focus } from '../hash.ts'

/** A link led to something that is not there, and what that may come from. */
export function NotFound({ focus: { kind, id } }: { focus: Focus }) {
  return (
    <div className="missing">
      <p>
        <strong>Not found:</strong> no {kind} bears the id <code>{id}</code>.
      </p>
      <p className="quiet">
        The link may be cut off, or come from another installation of Tocsin or from a database that was replaced since.
      </p>
    </div>
  )
}

export const isNotFound = (error: Error | null): boolean => error instanceof ApiProblem && error.status === 404
