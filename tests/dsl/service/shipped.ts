import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** Every rule file of the repository: path to text. */
export const shipped: ReadonlyMap<string, string> = new Map(
  globSync(['rules/**/*.rule', 'tests/fixtures/**/*.rule'], { cwd: root })
    .sort()
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
)

/** A rule set with two files, that uses most of the language. */
export const example: ReadonlyMap<string, string> = new Map([
  [
    'shared.rule',
    `edition 1

const limit = 90%
const waits = 15m
## The canaries of a roll-out.
condition canary = label.track == "canary"
window office in "Europe/London" {
  mon..fri 09:00..18:00
}
template page = "{{alert.severity | upper}}: {{alert.title}}, limit {{limit}}"
connection slack = slack { workspace: "acme" }
schedule payments in "Europe/London" {
  level 1 always { @amy, @bo }
}
playbook cleanup(host: string, tries: number = 2) {
  run clean_dir with { host: host, tries: tries } as job timeout 5m
  end ok
}
`,
  ],
  [
    'disk.rule',
    `edition 1
use "shared.rule"

## Disks that fill up.
rule "Disk full" {
  priority 200
  on alert
  when alert.value > limit and not canary and not during office
  group by label.host within 10m
  then {
    set before = metadata.free
    notify @payments via slack using page with { title: "Disk {{label.host}} {{before}}" }
    wait for ack up to 15m
      on timeout { escalate @payments level 2 }
    run grow_volume with { by: 10GiB } as grow timeout 10m
    if grow.ok == true {
      call cleanup(host: label.host)
    }
    end ok
  }
}

rule "Disk fuller" {
  when alert.name == "DiskFuller"
  suppress while rule "Disk full" open by label.host
  then { end ok }
}

test "pages" {
  given alert { name: "x" }
  expect matched "Disk full"
}
`,
  ],
])
