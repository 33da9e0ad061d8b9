import { log } from '@temporalio/workflow'
import type { RecordInput } from '../dsl/model/activity.ts'
import { journal } from './journal.ts'

/** Writes progress one after the other; what comes while a write is under way goes out in one with the rest. */
export class Recorder {
  private waiting: RecordInput | null = null
  private writing: Promise<void> | null = null

  add(record: RecordInput): void {
    this.waiting = this.waiting ? merged(this.waiting, record) : record
    this.writing ??= this.write()
  }

  /** Resolves when nothing is left to write. */
  async drained(): Promise<void> {
    while (this.writing) await this.writing
  }

  private async write(): Promise<void> {
    while (this.waiting) {
      const record = this.waiting
      this.waiting = null
      try {
        await journal.recordRun(record)
      } catch (error) {
        // The pages show less; the run itself is not harmed.
        log.warn('Progress of the run could not be recorded', { seq: record.seq, error: String(error) })
      }
    }
    this.writing = null
  }
}

function merged(older: RecordInput, newer: RecordInput): RecordInput {
  const steps = new Map([...older.steps, ...newer.steps].map((step) => [step.id, step]))
  return { ...newer, steps: [...steps.values()] }
}
