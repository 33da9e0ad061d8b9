/** The workflow types by the names that Temporal shows. The engine starts them by name. */
export { notice, resolveNotice as resolve_notice } from './notices.ts'
export { playbook } from './playbook.ts'
