/** Alertmanager's kinds of receiver: which connection each becomes. Secrets are named, their values never leave the file. */

/** A setting of a receiver. Those with `global` are taken from the global section where the receiver says nothing. */
export interface FieldRule {
  /** Field of the connection. */
  readonly field: string
  readonly key: string
  readonly global?: string
  readonly secret: boolean
}
export interface ReceiverKind {
  /** Word before `_configs`. */
  readonly key: string
  /** Type of the connection. */
  readonly type: string
  /** Alertmanager's own default of send_resolved. */
  readonly sendsResolved: boolean
  readonly fields: readonly FieldRule[]
  /** Where the message goes; else the receiver's name stands for it. */
  readonly target?: 'to' | 'channel'
  /** What is different about it in Tocsin, and what to do. */
  readonly change?: readonly [what: string, remedy: string]
}

const secret = (field: string, key: string, global?: string): FieldRule => ({ field, key, global, secret: true })
const plain = (field: string, key: string, global?: string): FieldRule => ({ field, key, global, secret: false })

export const receiverKinds: readonly ReceiverKind[] = [
  {
    key: 'slack',
    type: 'slack',
    sendsResolved: false,
    target: 'channel',
    fields: [secret('url', 'api_url', 'slack_api_url'), plain('url_file', 'api_url_file', 'slack_api_url_file')],
  },
  {
    key: 'email',
    type: 'email',
    sendsResolved: false,
    target: 'to',
    fields: [
      plain('from', 'from', 'smtp_from'),
      plain('smarthost', 'smarthost', 'smtp_smarthost'),
      plain('username', 'auth_username', 'smtp_auth_username'),
      secret('password', 'auth_password', 'smtp_auth_password'),
      plain('password_file', 'auth_password_file', 'smtp_auth_password_file'),
      plain('require_tls', 'require_tls', 'smtp_require_tls'),
    ],
  },
  {
    key: 'webhook',
    type: 'webhook',
    sendsResolved: true,
    fields: [secret('url', 'url'), plain('url_file', 'url_file')],
    change: [
      "the webhook's body: it gets Tocsin's message, not Alertmanager's group of alerts",
      'See that the receiver reads it: docs/running.md, Connections.',
    ],
  },
  {
    key: 'pagerduty',
    type: 'pagerduty',
    sendsResolved: true,
    fields: [
      secret('routing_key', 'routing_key'),
      secret('service_key', 'service_key'),
      plain('routing_key_file', 'routing_key_file'),
      plain('service_key_file', 'service_key_file'),
      plain('url', 'url', 'pagerduty_url'),
    ],
  },
  {
    key: 'opsgenie',
    type: 'opsgenie',
    sendsResolved: true,
    fields: [
      secret('api_key', 'api_key', 'opsgenie_api_key'),
      plain('api_key_file', 'api_key_file', 'opsgenie_api_key_file'),
      plain('api_url', 'api_url', 'opsgenie_api_url'),
    ],
  },
  {
    key: 'victorops',
    type: 'victorops',
    sendsResolved: true,
    fields: [
      secret('api_key', 'api_key', 'victorops_api_key'),
      plain('api_key_file', 'api_key_file', 'victorops_api_key_file'),
      plain('api_url', 'api_url', 'victorops_api_url'),
      plain('routing_key', 'routing_key'),
    ],
  },
  {
    key: 'pushover',
    type: 'pushover',
    sendsResolved: true,
    fields: [secret('user_key', 'user_key'), secret('token', 'token')],
  },
  {
    key: 'wechat',
    type: 'wechat',
    sendsResolved: false,
    fields: [
      secret('api_secret', 'api_secret', 'wechat_api_secret'),
      plain('corp_id', 'corp_id', 'wechat_api_corp_id'),
      plain('api_url', 'api_url', 'wechat_api_url'),
      plain('agent_id', 'agent_id'),
    ],
  },
  {
    key: 'telegram',
    type: 'telegram',
    sendsResolved: true,
    fields: [
      secret('bot_token', 'bot_token'),
      plain('bot_token_file', 'bot_token_file'),
      plain('api_url', 'api_url', 'telegram_api_url'),
      plain('chat_id', 'chat_id'),
    ],
  },
  {
    key: 'sns',
    type: 'sns',
    sendsResolved: true,
    fields: [plain('api_url', 'api_url'), plain('topic_arn', 'topic_arn')],
  },
  { key: 'webex', type: 'webex', sendsResolved: true, fields: [plain('room_id', 'room_id')] },
  { key: 'discord', type: 'discord', sendsResolved: true, fields: [secret('webhook_url', 'webhook_url')] },
  { key: 'msteams', type: 'msteams', sendsResolved: true, fields: [secret('webhook_url', 'webhook_url')] },
  { key: 'msteamsv2', type: 'msteams', sendsResolved: true, fields: [secret('webhook_url', 'webhook_url')] },
]
