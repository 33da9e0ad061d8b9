import { registry } from '../../../dsl/model/registry.ts'
import { ssh } from './ssh.ts'

/** Every kind of connection that remediations work on. */
export const targets = registry([ssh])
