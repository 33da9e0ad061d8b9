import { useContact } from '../contact.ts'
import { Say } from '../texts/Say.tsx'
import { say } from '../texts/say.ts'
import { When } from '../When.tsx'

/** Says that Tocsin does not answer, and from when the data on the page is. Gone by itself once it answers. */
export function Unreachable() {
  const { reachable, answeredAt } = useContact()
  return (
    <div role="alert">
      {!reachable && (
        <p className="unreachable">
          <strong>{say('away')}</strong>{' '}
          {answeredAt === null ? (
            say('isItRunning')
          ) : (
            <Say text="seenFrom" with={{ at: <When at={new Date(answeredAt).toISOString()} /> }} />
          )}{' '}
          {say('triesAgain')}
        </p>
      )}
    </div>
  )
}
