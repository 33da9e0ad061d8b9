import * as z from 'zod'
import { defineRemediation } from './define-remediation.ts'
import type { Executed } from './targets/execute.ts'
import { withSsh } from './targets/ssh.ts'

/** Unit names that need no quoting in any shell and can't be taken for an option. */
const serviceName = /^(?!-)[A-Za-z0-9@._:-]{1,128}$/

/** Restarts a systemd unit on a machine and makes sure that it is running. */
export const restartService = defineRemediation({
  name: 'restart_service',
  title: 'Restart a service',
  target: 'ssh',
  parameters: z.strictObject({
    service_name: z
      .string()
      .regex(serviceName, 'letters, digits and @ . _ : - only, at most 128, not beginning with -')
      .meta({ title: 'Service', description: 'Name of the systemd unit, such as nginx or nginx.service.' }),
    server: z.string().min(1).meta({ title: 'Server', description: 'Name of an ssh connection.' }),
  }),
  connection: 'server',
  run: ({ parameters, connection, signal }) =>
    withSsh(connection, signal, async (machine) => {
      const restart = await machine.execute(['systemctl', 'restart', parameters.service_name])
      if (restart.exit_code !== 0) return outcome(restart, 'systemctl restart failed')
      const check = await machine.execute(['systemctl', 'is-active', parameters.service_name])
      return outcome(check, 'the service is not active after its restart')
    }),
})

function outcome({ exit_code, signal, stdout, stderr }: Executed, failure: string) {
  const ok = exit_code === 0
  const how = exit_code === null ? `ended by signal ${signal}` : `exit code ${exit_code}`
  const said = (stderr.trim() || stdout.trim()).split('\n')[0]?.slice(0, 200)
  const error = ok ? null : `${failure} (${how})${said ? `: ${said}` : ''}`
  return { ok, exit_code, stdout, stderr, error }
}
