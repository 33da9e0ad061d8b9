import { registry } from '../../dsl/model/registry.ts'
import { email } from './email.ts'
import { inbox } from './inbox.ts'
import { slack } from './slack.ts'
import { webhook } from './webhook.ts'

/** Every way out of the product. A new one is a file beside this and a line here. */
export const channels = registry([email, slack, webhook, inbox])
export type ChannelName = keyof typeof channels
