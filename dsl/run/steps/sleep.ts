import type { SleepStep } from '../../model/plan.ts'
import type { StepMind } from '../step-mind.ts'

/** Lets time pass; nothing cuts it short but the end of the run. */
export const sleep: StepMind<SleepStep> = {
  enter(turn, frame, step) {
    const until = turn.at + step.ms
    turn.stage(frame, { at: 'waiting', until })
    turn.mark(frame, { status: 'waiting', waiting_until: until })
    turn.timer(frame.id, frame.id, step.title, step.ms)
  },
  elapsed: (turn, frame) => turn.succeed(frame),
}
