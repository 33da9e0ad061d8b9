/** Random rules of the whole language, as texts that are compiled: for what must hold of every run. */
import fc from 'fast-check'
import { compile } from '../../../dsl/compile/index.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const { block } = fc.letrec<{ block: string; step: string; handler: string }>((tie) => {
  const inside = tie('block')
  const handled = tie('handler')
  const text = (parts: TemplateStringsArray, ...holes: readonly fc.Arbitrary<string>[]) =>
    fc.tuple(...holes).map((words) => String.raw({ raw: parts }, ...words))
  const condition = fc.constantFrom('x == 1', 'x == 2', 'label.env == "1"', 'alert.status == "resolved"')
  return {
    block: fc.array(tie('step'), { maxLength: 3, depthIdentifier: 'steps' }).map((steps) => `{ ${steps.join(' ')} }`),
    handler: fc
      .option(inside, { nil: null, depthIdentifier: 'steps' })
      .map((own) => (own === null ? '' : `on error ${own}`)),
    step: fc.oneof(
      { depthIdentifier: 'steps', maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('sleep 1s', 'set x = 1', 'set x = 2', 'set y = label.free', 'end ok', 'end failed', 'run fix'),
      fc.constantFrom(
        'notify @a',
        'escalate @a',
        'http GET "https://x.example" retry 1 times',
        'ticket create in jira',
      ),
      text`if ${condition} ${inside} else ${inside}`,
      text`wait for ack up to 1m on timeout ${inside}`,
      text`wait for ack up to 1m expires 2m on timeout ${inside}`,
      text`wait for resolve up to 1m on ack ${inside} on resolve ${inside}`,
      text`wait until (${condition}) up to 1m on timeout ${inside}`,
      text`approve by @a up to 1m on approved ${inside} on rejected ${inside}`,
      text`run fix verify (${condition}) within 1m rollback ${inside} ${handled}`,
      text`run fix rollback ${inside} ${handled}`,
      text`for each i in xs max 3 items, 2 at once ${inside} ${handled}`,
      text`for each i in y max 3 items ${inside} ${handled}`,
      text`repeat up to 2 times every 1s until (${condition}) ${inside} ${handled} on timeout ${inside}`,
      text`parallel wait all { branch "a" ${inside} branch "b" ${inside} } ${handled}`,
      text`parallel wait any { branch "a" ${inside} branch "b" ${inside} } ${handled}`,
      text`call p(x: 1) ${handled}`,
      text`call q() timeout 30s on timeout ${inside}`,
    ),
  }
})

const handlers = fc.record({
  error: fc.option(block),
  resolve: fc.option(block),
  ack: fc.option(block),
})
const said = (all: Readonly<Record<string, string | null>>) =>
  Object.entries(all)
    .flatMap(([event, own]) => (own === null ? [] : [`on ${event} ${own}`]))
    .join(' ')

/** Playbook q calls p, so p calls nothing. */
export const anyRule: fc.Arbitrary<Plan> = fc
  .record({ steps: block, p: block, q: block, ofRule: handlers, ofQ: handlers })
  .map(({ steps, p, q, ofRule, ofQ }) => {
    const uncalled = (text: string, names: RegExp) => text.replaceAll(names, 'call idle()')
    const text = `edition 1
      playbook idle() { set z = 1 }
      playbook p(x: number) ${uncalled(p, /call [pq]\([^)]*\)/gu)}
      playbook q() ${uncalled(q, /call q\(\)/gu)} ${said({ ...ofQ, ...(ofQ.error && { error: uncalled(ofQ.error, /call q\(\)/gu) }) }).replaceAll('call q()', 'call idle()')}
      rule "r" { then { set xs = [1, 2] ${steps.slice(1, -1)} } ${said(ofRule)} }`
    const parsed = parse(text, 'a.rule')
    const [plan] = compile([parsed], 'v').plans
    if (!plan || parsed.problems.length > 0) throw new Error(`${parsed.problems[0]?.message}\n${text}`)
    return plan
  })
