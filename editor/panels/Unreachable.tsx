import { useContact } from '../contact.ts'
import { When } from '../When.tsx'

/** Says that Tocsin does not answer, and from when the data on the page is. Gone by itself once it answers. */
export function Unreachable() {
  const { reachable, answeredAt } = useContact()
  return (
    <div role="alert">
      {!reachable && (
        <p className="unreachable">
          <strong>Tocsin does not answer.</strong>{' '}
          {answeredAt === null ? (
            'Is it running?'
          ) : (
            <>
              What you see is from <When at={new Date(answeredAt).toISOString()} />.
            </>
          )}{' '}
          This page tries again by itself.
        </p>
      )}
    </div>
  )
}
