/**
 * What this build executes (D48). `check` knows the whole language; loading a rule that uses an item outside these lists
 * is E901. The lists grow until they are the whole language. Words are those of the syntax tree.
 */
export const capabilities = {
  declarations: ['use', 'const', 'condition', 'template', 'window', 'schedule', 'rule', 'test'],
  triggers: ['alert'],
  ruleItems: ['meta', 'disabled', 'priority', 'on', 'when', 'group', 'suppress when', 'then', 'stop', 'handler'],
  groupOptions: ['within', 'wait'],
  ruleHandlers: ['error'],
  steps: ['notify', 'escalate', 'wait for', 'if', 'set', 'sleep', 'run', 'end'],
  clauses: ['via', 'using', 'with', 'as', 'level', 'up to', 'timeout', 'retry', 'verify'],
  handlers: ['error', 'timeout'],
  conditions: [
    'and',
    'or',
    'not',
    'paren',
    'has',
    'compare',
    'matches',
    'contains',
    'starts with',
    'ends with',
    'in',
    'during',
    'truth',
  ],
  /** Loading a rule file does not ask about its tests. */
  testItems: [
    'at',
    'given alert',
    'given alerts',
    'given resolve',
    'given silence',
    'given incident',
    'given webhook',
    'given manual',
    'after',
    'mock run',
    'mock http',
    'mock call',
    'mock ticket',
    'ack',
    'approve',
    'reject',
    'resolve alert',
    'expect',
  ],
  testFacts: [
    'matched',
    'suppressed',
    'throttled',
    'deduped',
    'inhibited',
    'muted',
    'running',
    'grouped with',
    'notify',
    'escalate',
    'ran',
    'ticket',
    'end',
    'compare',
  ],
} as const satisfies Record<string, readonly string[]>

/** Words by the kind of node, as `capabilities` has them. */
export type Capabilities = { readonly [G in keyof typeof capabilities]: readonly string[] }

/** What `tocsin test`, `simulate` and `backtest` execute: more than loading lets in, by the same meaning. */
export const simulated: Capabilities = {
  ...capabilities,
  declarations: [...capabilities.declarations, 'inhibit', 'playbook', 'connection'],
  triggers: [...capabilities.triggers, 'manual', 'every', 'cron', 'webhook', 'absence', 'sequence'],
  ruleItems: [...capabilities.ruleItems, 'dedup', 'throttle', 'suppress while'],
  groupOptions: [...capabilities.groupOptions, 'every', 'repeat'],
  ruleHandlers: [...capabilities.ruleHandlers, 'resolve', 'ack'],
  steps: [
    ...capabilities.steps,
    ...['ticket create', 'ticket update', 'ticket close', 'wait until', 'approve', 'call step', 'http'],
    ...['parallel', 'for each', 'repeat'],
  ],
  clauses: [...capabilities.clauses, 'rollback', 'expect', 'expires'],
  handlers: [...capabilities.handlers, 'approved', 'rejected', 'resolve', 'ack', 'empty'],
  conditions: [...capabilities.conditions, 'count', 'distinct'],
}
