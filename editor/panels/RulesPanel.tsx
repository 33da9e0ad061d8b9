import { useQuery } from '@tanstack/react-query'
import { api, type RuleProblem, type RuleSet } from '../api.ts'
import { Say } from '../texts/Say.tsx'
import { language, say } from '../texts/say.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { WithCode } from '../WithCode.tsx'
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
  const told = useQuery({
    queryKey: ['problems', set.id],
    enabled: language !== 'en',
    queryFn: async () => {
      const { translate } = await import('../../dsl/service/translate.ts')
      return set.problems.map((problem) => translate(problem, language))
    },
  })
  const problems = told.data ?? set.problems
  return (
    <section aria-labelledby="rules" className="rules">
      <h2 id="rules">{say('rules')}</h2>
      <p className="quiet">
        {count && say('live', { n: count.live })}
        {count && count.disabled > 0 && say('disabled', { n: count.disabled })}
        {count && ' · '}
        <Say text="version" with={{ n: set.revision, at: <When at={set.created_at} /> }} />
        {set.problems.length === 0 && ` · ${say('noProblems')}`}
      </p>
      {set.degraded && (
        <p role="alert" className="trouble">
          {say('degraded')}
        </p>
      )}
      {set.problems.length > 0 && (
        <ul className="problems">
          {problems.map((problem) => (
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
      <span className="tag state">{say(`problem.${severity}`)}</span>{' '}
      <code>
        <bdi>{file}</bdi>:{range.start.line}:{range.start.column}
      </code>{' '}
      <bdi>
        <WithCode text={message} />
      </bdi>{' '}
      <span className="quiet">({code})</span>
      {help && (
        <p className="quiet">
          <bdi>
            <WithCode text={help} />
          </bdi>
        </p>
      )}
    </li>
  )
}
