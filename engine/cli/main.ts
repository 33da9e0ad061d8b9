/** The command line: `npm run -s tocsin -- VERB …`. */
import { Command } from 'commander'
import { tellFailure } from '../launcher/cannot-start.ts'
import { commandLine } from '../config-command.ts'
import { tell } from './print.ts'
import { VerbFailed } from './verb.ts'
import { verbs } from './verbs.ts'

const program = new Command(commandLine())
  .description('Alerts in, durable playbooks out.')
  .showSuggestionAfterError()
  .showHelpAfterError(`(${commandLine('--help')} lists every verb)`)
  .helpCommand(false)
  .addHelpText('after', `\nEach verb explains itself: ${commandLine('VERB --help')}`)
  // Commander's own code for a wrong flag is 1, which is ours for "looked, and found problems".
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))

for (const verb of verbs) verb.setUp(program.command(verb.name).description(verb.summary))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof VerbFailed) tell(`tocsin: ${error.message}\n  Next: ${error.next}`)
  else tell(tellFailure(error))
  process.exitCode = 2
}
