import { type SubmitEvent, useState } from 'react'
import { say } from '../texts/say.ts'
import { ApiProblem, rememberKey, Unreachable } from '../api.ts'

/**
 * Says what went wrong; asks for a key when the API wants one. That Tocsin does not answer is told once, on top of the page,
 * and here only for what was to be done.
 */
export function Trouble({ error, undone }: { error: Error | null; undone?: string }) {
  const [key, setKey] = useState('')
  if (!error || (error instanceof Unreachable && !undone)) return null
  const enter = (event: SubmitEvent) => {
    event.preventDefault()
    rememberKey(key.trim())
    location.reload()
  }
  return (
    <div role="alert" className="trouble">
      <p>{error instanceof Unreachable ? undone : error.message}</p>
      {error instanceof ApiProblem && error.status === 401 && (
        <form onSubmit={enter}>
          <label>
            {say('apiKey')}{' '}
            <input
              type="password"
              autoComplete="off"
              value={key}
              onChange={(change) => setKey(change.target.value)}
              required
            />
          </label>{' '}
          <button type="submit">{say('useKey')}</button>
        </form>
      )}
    </div>
  )
}
