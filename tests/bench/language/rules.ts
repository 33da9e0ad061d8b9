/** Rules as people write them, twelve lines each, no two the same. */
export const ruleText = (number: number): string => `
## What happens when service ${number} is slow.
rule "Service ${number} is slow" {
  priority ${number % 1000}
  on alert
  when alert.severity >= high and label.service == "service-${number}" and alert.value > ${number % 100}% and not canary
  group by label.service, label.region within 10m
  then {
    notify @payments via slack using page with { title: "{{alert.title}} on {{label.service | upper}}" }
    wait for ack up to 15m
      on timeout { escalate @payments level 2 }
  }
}
`
const shared = `edition 1
const limit = 90%
condition canary = label.track == "canary"
template page = "{{alert.severity}}: {{alert.title}}, limit {{limit}}"
connection slack = slack { workspace: "acme" }
`

/** Path to text of a rule set in files of `perFile` rules, and one that all of them use. */
export function rulesInFiles(rules: number, perFile: number): Map<string, string> {
  const texts = new Map([['shared.rule', shared]])
  for (let from = 0; from < rules; from += perFile) {
    const numbers = Array.from({ length: Math.min(perFile, rules - from) }, (_, index) => from + index)
    texts.set(`team-${from / perFile}.rule`, `edition 1\nuse "shared.rule"\n${numbers.map(ruleText).join('')}`)
  }
  return texts
}
