import { resolve } from 'node:path'
import { typedIn } from '../config-command.ts'

/** Where a file is that the command line names; messages go on naming it as it was typed. */
export const onDisk = (path: string): string => resolve(typedIn(), path)
