import { registry } from '../../dsl/model/registry.ts'
import { restartService } from './restart-service.ts'

/** Every repair of the catalogue. A new one is a file beside this and a line here. */
export const remediations = registry([restartService])
