import { type SubmitEvent, useState } from 'react'
import { ApiProblem, rememberKey } from '../api.ts'

/** Says what went wrong; asks for a key when the API wants one. */
export function Trouble({ error }: { error: Error | null }) {
  const [key, setKey] = useState('')
  if (!error) return null
  const unreachable = !(error instanceof ApiProblem)
  const enter = (event: SubmitEvent) => {
    event.preventDefault()
    rememberKey(key.trim())
    location.reload()
  }
  return (
    <div role="alert" className="trouble">
      <p>{unreachable ? 'Tocsin does not answer. Is it running? This page tries again by itself.' : error.message}</p>
      {error instanceof ApiProblem && error.status === 401 && (
        <form onSubmit={enter}>
          <label>
            API key{' '}
            <input
              type="password"
              autoComplete="off"
              value={key}
              onChange={(change) => setKey(change.target.value)}
              required
            />
          </label>{' '}
          <button type="submit">Use it in this tab</button>
        </form>
      )}
    </div>
  )
}
