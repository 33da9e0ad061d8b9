import { defineSearchAttributeKey } from '@temporalio/common'
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow'
import type { RunInput } from '../dsl/model/activity.ts'
import type { Plan } from '../dsl/model/plan.ts'
import { searchAttributeNames as names } from '../dsl/model/search-attributes.ts'
import { type State, statusOf, waitingFor } from '../dsl/run/index.ts'

const state = defineSearchAttributeKey(names.state, 'KEYWORD')
const severity = defineSearchAttributeKey(names.severity, 'KEYWORD')

/** How the run looks in the Temporal UI: attributes to search by, details in words. */
export class Readout {
  private readonly input: RunInput
  private readonly plan: Plan
  private shown: { readonly state: string; readonly severity: string } | null = null

  constructor(input: RunInput, plan: Plan) {
    this.input = input
    this.plan = plan
  }

  /** Shows the state; an attribute is written only when it changed, each write is an event of the history. */
  show(run: State): void {
    const now = { state: shownState(run), severity: run.incident.severity }
    const changed = [
      ...(now.state === this.shown?.state ? [] : [{ key: state, value: now.state }]),
      ...(now.severity === this.shown?.severity ? [] : [{ key: severity, value: now.severity }]),
    ]
    if (changed.length > 0) upsertSearchAttributes(changed)
    this.shown = now
    setCurrentDetails(
      [
        `**Rule:** ${plain(this.plan.rule.name)}`,
        `**Incident:** \`${this.input.incident_id}\`, severity ${now.severity}`,
        `**Run:** \`${this.input.run_id}\`, ${now.state}`,
        ...line('Waiting for', waitingFor(this.plan, run)),
        ...line('Message', run.ending?.message ?? null),
      ].join('  \n'),
    )
  }
}

const shownState = (run: State): string => (run.phase === 'ended' && run.ending ? run.ending.outcome : statusOf(run))

const line = (title: string, text: string | null): readonly string[] =>
  text === null ? [] : [`**${title}:** ${plain(text)}`]

/** Text from outside is shown, not read as markdown. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&')
