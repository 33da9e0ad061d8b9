import { ConfigError } from '../config.ts'
import { type LauncherConfig, launcherConfig } from '../config-launcher.ts'
import { openConnections } from '../connections/index.ts'
import { deadLinks, publicUrlRemedy } from '../launcher/outside.ts'
import { type Finding, fine, problem, warning } from './findings.ts'

/** The settings, and what is wrong with them. No value is ever repeated: it may be a secret. */
export function inspectSettings(): { readonly config: LauncherConfig | null; readonly findings: readonly Finding[] } {
  try {
    const config = launcherConfig()
    const warnings = config.warnings.map((text) =>
      warning('settings', text, 'Remove or rename it; .env.example lists them all.'),
    )
    const links = deadLinks(config)
    const found = [
      ...warnings,
      ...badConnections(config),
      ...(links === null ? [] : [warning('links', links, publicUrlRemedy)]),
    ]
    const settings = found.length > 0 ? found : [fine('settings', 'every variable reads')]
    return { config, findings: [...settings, ...integrations(config)] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const findings = error.problems.map(({ variable, message, remedy }) =>
      problem('settings', `${variable} ${message}`, remedy),
    )
    return { config: null, findings }
  }
}

/** Who may send alerts under a name of its own, and which tokens wait for the end of their exchange. */
const integrations = (config: LauncherConfig): readonly Finding[] => [
  ...[...config.integrations.values()].map(({ name, source, secrets }) =>
    fine('integration', `${name}: /api/v1/intake/${source}/${name}, ${tokens(secrets)}`),
  ),
  ...[...config.sources].flatMap(([source, secrets]) =>
    secrets.length > 1 ? fine('integration', `default of ${source}: ${tokens(secrets)}`) : [],
  ),
]

const tokens = (secrets: readonly string[]): string =>
  ['no token', 'a token', 'two tokens: the previous one is still taken'][secrets.length] ?? ''

/** Connections that can't be used: the same name twice (D20), fields that don't fit their type. */
const badConnections = (config: LauncherConfig): readonly Finding[] =>
  openConnections(config.connections).problems.map(({ variable, message }) =>
    problem(
      'connections',
      `${variable}: ${message}`,
      'Mend that variable; /api/v1/catalog shows the fields of each type.',
    ),
  )
