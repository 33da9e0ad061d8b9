import { useQuery } from '@tanstack/react-query'
import { api, type RuleProblem, type RuleSet } from '../api.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { Trouble } from './Trouble.tsx'

/** How often the rule set is asked for: it holds all texts, and a save shows soon enough. */
const everyMs = 5_000

/** One line on the rules in force; below it what is wrong with their files. */
export function RulesPanel() {
  const rules = useLive(['rules'], api.rules, everyMs)
  return (
    <>
      <Trouble error={rules.error} />
      {rules.data && <Health set={rules.data} />}
    </>
  )
}

function Health({ set }: { set: RuleSet }) {
  // The language is its own piece of the page, fetched when everything else is there.
  const counted = useQuery({
    queryKey: ['live rules', set.revision],
    queryFn: async () => (await import('./count-rules.ts')).countRules(set.files),
  })
  const count = counted.data
  return (
    <section aria-labelledby="rules" className="rules">
      <h2 id="rules">Rules</h2>
      <p className="quiet">
        {count && `${count.live} live`}
        {count && count.disabled > 0 && `, ${count.disabled} disabled`}
        {count && ' · '}version {set.revision}, <When at={set.created_at} />
        {set.problems.length === 0 && ' · no problems'}
      </p>
      {set.degraded && (
        <p role="alert" className="trouble">
          A rule file is broken. Its last good text stays in force; without one, its rules are not live. Mend the file:
          the save is live within a second.
        </p>
      )}
      {set.problems.length > 0 && (
        <ul className="problems">
          {set.problems.map((problem) => (
            <Told
              key={JSON.stringify([problem.file, problem.range, problem.code, problem.message])}
              problem={problem}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function Told({ problem: { code, severity, file, range, message, help } }: { problem: RuleProblem }) {
  return (
    <li data-problem={severity}>
      <span className="tag state">{severity}</span>{' '}
      <code>
        <bdi>{file}</bdi>:{range.start.line}:{range.start.column}
      </code>{' '}
      <bdi>{message}</bdi> <span className="quiet">({code})</span>
      {help && (
        <p className="quiet">
          <bdi>{help}</bdi>
        </p>
      )}
    </li>
  )
}
