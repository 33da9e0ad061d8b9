import { z } from '@hono/zod-openapi'
import { masterKeyBytes } from '../security/master-key.ts'
import { InvalidDatabaseUrl, parseDatabaseUrl } from '../store/url.ts'

const port = z.coerce
  .number('is not a number')
  .int('must be whole')
  .min(0, 'must be 0 to 65535')
  .max(65535, 'must be 0 to 65535')
const url = (protocols: RegExp, form: string) => z.url({ protocol: protocols, error: `must be a URL such as ${form}` })

/** One setting that people may put into the environment. */
export interface Setting {
  readonly meaning: string
  /** As it would stand in `.env`; null: unset by default, and `example` shows the form. */
  readonly default: string | null
  readonly example?: string
  /** Never shown in a log, error or answer. */
  readonly secret?: true
  readonly schema: z.ZodType
}

/**
 * Every fixed setting by its variable. `.env.example` holds the same list, which a test compares. Families of variables
 * with a name of the operator's choice stand in `families.ts`.
 */
export const settings = {
  PORT: { meaning: 'Port of API and web app.', default: '8000', schema: port },
  TOCSIN_WORKER_PORT: {
    meaning:
      'Port on HOST for health and metrics of a worker that runs without the API (`tocsin worker`); several on one machine need one each.',
    default: '8100',
    schema: port,
  },
  HOST: {
    meaning: 'Address to listen on. Any other than a loopback address needs TOCSIN_AUTH=required.',
    default: '127.0.0.1',
    schema: z.string().min(1),
  },
  TOCSIN_PUBLIC_URL: {
    meaning: 'Address at which people reach Tocsin; stands in acknowledge links. Default: http://HOST:PORT.',
    default: null,
    example: 'https://tocsin.example.org',
    schema: url(/^https?$/, 'https://tocsin.example.org'),
  },
  TOCSIN_AUTH: {
    meaning:
      'Who may ask: "loopback" (no login; only from this machine, no proxy in between) or "required" (API keys). Default: loopback on a loopback HOST; any other HOST needs "required".',
    default: null,
    example: 'required',
    schema: z.enum(['loopback', 'required'], 'must be "loopback" or "required"'),
  },
  TOCSIN_ADMIN_KEY: {
    meaning: 'The first API key, of 20 characters or more. Unset: made at the first start and kept in DATA/admin.key.',
    default: null,
    secret: true,
    schema: z.string().min(20, 'must have 20 characters or more'),
  },
  TOCSIN_MASTER_KEY: {
    meaning:
      'Key from which those of acknowledge links are derived: 32 bytes in base64 or hex (openssl rand -base64 32). Unset: made at the first start and kept in DATA/master.key. Processes that share a database must share it.',
    default: null,
    secret: true,
    schema: z.string().refine((text) => masterKeyBytes(text) !== null, 'must be 32 bytes in base64 or hex'),
  },
  TOCSIN_ADMIN_EMAIL: {
    meaning: 'Mail address of @admin, the first person.',
    default: null,
    example: 'you@example.org',
    schema: z.email('must be a mail address'),
  },
  TOCSIN_DATA_DIR: {
    meaning: 'Folder for the embedded database, keys and caches.',
    default: 'data',
    schema: z.string().min(1),
  },
  DATABASE_URL: {
    meaning:
      'sqlite:PATH, mysql://… (also mariadb://) or postgres://… (also postgresql://). Default: sqlite:DATA/tocsin.db.',
    default: null,
    example: 'postgres://tocsin:PASSWORD@127.0.0.1:5432/tocsin',
    secret: true,
    schema: z
      .string()
      .regex(
        /^(sqlite:|(mysql|mariadb|postgres|postgresql):\/\/)./,
        'must begin with sqlite:, mysql://, mariadb://, postgres:// or postgresql://',
      )
      .superRefine((text, context) => {
        try {
          parseDatabaseUrl(text)
        } catch (error) {
          const said = error instanceof InvalidDatabaseUrl ? error.message.replace(/\.$/, '') : 'it is no address'
          context.addIssue({ code: 'custom', message: `cannot be used: ${said}` })
        }
      }),
  },
  REDIS_URL: {
    meaning: 'Redis of the replicas. This version only reports at /health/redis whether it answers.',
    default: null,
    example: 'redis://127.0.0.1:6379',
    secret: true,
    schema: url(/^rediss?$/, 'redis://127.0.0.1:6379'),
  },
  TOCSIN_RULES: {
    meaning: 'Folder of the rule files. Default: DATA/rules, which npm start fills with the starter rules.',
    default: null,
    example: '/etc/tocsin/rules',
    schema: z.string().min(1),
  },
  TOCSIN_INTAKE_RATE: {
    meaning:
      'Events per second that each integration may send to /api/v1/intake, in each API process, with ten seconds of it in reserve; beyond them 503 with Retry-After. Unset: no limit.',
    default: null,
    example: '500',
    schema: z.coerce.number('is not a number').gt(0, 'must be above 0').max(1_000_000, 'must be at most 1000000'),
  },
  TOCSIN_MATCH_AUDIT: {
    meaning: 'Share of decisions that json-rules-engine decides again as a check: 0 to 1, or a percentage.',
    default: '1%',
    schema: z
      .string()
      .regex(/^\d*\.?\d+\s*%?$/, 'must be a share such as 0.01 or 1%')
      .transform((text) => (text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)))
      .refine((share) => share >= 0 && share <= 1, 'must lie between 0 and 1 (0% and 100%)'),
  },
  TOCSIN_LANG: {
    meaning: 'Language in which the command line tells problems of rule files: en or zh. Unset: as LANG says.',
    default: null,
    example: 'zh',
    schema: z.enum(['en', 'zh'], 'must be "en" or "zh"'),
  },
  TOCSIN_LOG_LEVEL: {
    meaning: 'How much is logged: trace, debug, info, warn, error, fatal or silent.',
    default: 'info',
    schema: z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be one of trace, debug, info, warn, error, fatal, silent',
    ),
  },
  TOCSIN_LOG_FORMAT: {
    meaning:
      'Form of the log: text (lines for people) or json (one object a line). Default: text on a terminal, else json.',
    default: null,
    example: 'json',
    schema: z.enum(['json', 'text'], 'must be "json" or "text"'),
  },
  TEMPORAL_ADDRESS: {
    meaning: 'A Temporal server of your own. Unset: npm start runs one.',
    default: null,
    example: '127.0.0.1:7233',
    schema: z.string().regex(/^\S+:\d+$/, 'must be HOST:PORT'),
  },
  TEMPORAL_NAMESPACE: { meaning: 'Namespace in Temporal.', default: 'default', schema: z.string().min(1) },
  TEMPORAL_TASK_QUEUE: {
    meaning: 'Task queue of the workers; another Tocsin on the same Temporal needs another one.',
    default: 'tocsin',
    schema: z.string().min(1),
  },
  TEMPORAL_PORT: { meaning: 'Port of the Temporal server that npm start runs.', default: '7233', schema: port },
  TEMPORAL_UI_PORT: { meaning: 'Port of its web pages.', default: '8233', schema: port },
  TEMPORAL_UI_URL: {
    meaning: "Address of Temporal's web pages, for links. Default: those that npm start runs.",
    default: null,
    example: 'http://127.0.0.1:8233',
    schema: url(/^https?$/, 'http://127.0.0.1:8233'),
  },
  TEMPORAL_API_KEY: { meaning: 'API key of Temporal Cloud.', default: null, secret: true, schema: z.string().min(1) },
  TOCSIN_TEMPORAL_BIN: {
    meaning: 'A `temporal` program to run as the embedded server, instead of one found or built.',
    default: null,
    example: '/usr/local/bin/temporal',
    schema: z.string().min(1),
  },
  SMTP_SERVER: {
    meaning: 'Mail server; makes the connection "email".',
    default: null,
    example: 'smtp.example.org',
    schema: z.string().min(1),
  },
  SMTP_PORT: { meaning: 'Its port; 465 speaks TLS from the start.', default: '587', schema: port },
  SMTP_USERNAME: { meaning: 'User name, where it asks for one.', default: null, schema: z.string().min(1) },
  SMTP_PASSWORD: { meaning: 'Its password.', default: null, secret: true, schema: z.string().min(1) },
  SMTP_FROM: {
    meaning: 'Sender of our mails.',
    default: null,
    example: 'Tocsin <tocsin@example.org>',
    schema: z.string().min(3),
  },
  SLACK_WEBHOOK_URL: {
    meaning: 'Incoming webhook; makes the connection "slack".',
    default: null,
    secret: true,
    schema: url(/^https?$/, 'https://hooks.slack.com/services/…'),
  },
} as const satisfies Record<string, Setting>

/** Variables that later versions read. Set, they are warned about, never silently ignored; `.env.example` says so. */
export const unused = [
  'SLACK_BOT_TOKEN',
  'DINGTALK_WEBHOOK_URL',
  'TOCSIN_SOURCE_AWS_SNS_CERT',
  'TOCSIN_SECRET_<NAME>',
] as const

export type SettingName = keyof typeof settings
