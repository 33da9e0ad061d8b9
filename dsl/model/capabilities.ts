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
  /** A test that has others fails with their name; loading a rule file does not ask about its tests. */
  testItems: [
    'at',
    'given alert',
    'given alerts',
    'given resolve',
    'after',
    'mock run',
    'ack',
    'resolve alert',
    'expect',
  ],
  testFacts: ['matched', 'suppressed', 'running', 'grouped with', 'notify', 'escalate', 'ran', 'end', 'compare'],
} as const satisfies Record<string, readonly string[]>
