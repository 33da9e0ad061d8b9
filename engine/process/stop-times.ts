/** How long stopping may take, from the inside out: whoever waits outside waits longer than all that is done inside. */

/** Requests under way get so long to be answered. */
export const requestsMs = 10_000
/** Then activities under way get so long to end; after it they are cancelled and run again elsewhere. */
export const activitiesMs = 10_000
/** The rest: a last call to Temporal, what is queued, the database. */
const restMs = 5_000
/** A process that has not stopped by then hangs: it ends itself. */
export const processMs = requestsMs + activitiesMs + restMs
/** Who started the process kills it after so long. Below the 30 s that containers get (`docker-compose.yml`). */
export const supervisorMs = processMs + 3_000
