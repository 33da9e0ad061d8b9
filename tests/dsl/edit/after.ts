import { type Command, edit } from '../../../dsl/edit/index.ts'
import { toGraph } from '../../../dsl/graph/to-graph.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

type WithoutFrame<C> = C extends { readonly frame: string } ? Omit<C, 'frame'> & { readonly frame?: string } : C

/** The text after a command on its first rule or playbook; of a command that is not done, the code. */
export function after(text: string, command: WithoutFrame<Command>): string {
  const parsed = parse(text, 'a.rule')
  const frame = toGraph(parsed).frames[0]?.id ?? ''
  const answer = edit(parsed, { frame, ...command } as Command)
  return answer.kind === 'edited' ? answer.text : `${answer.problem.code}: ${answer.problem.message}`
}
