/**
 * How much a run may hold and hand over. What an alert says goes into the history of its run, which Temporal bounds: 2 MiB a
 * payload, 50 MB in all. A run over the bounds would stand still for ever, so a step fails first, or a text is cut.
 */

/** Characters of a text that a rule puts together; longer ones are cut. */
export const mostText = 65_536
/** Characters of a variable as JSON: any text has room, however much of it must be escaped. */
export const mostVariable = 524_288
/** Characters of what a step hands to its activity as JSON. */
export const mostHandedOver = 1_048_576
/** Characters as JSON of the alerts that a run reads of its incident, beside the lead. */
export const mostListed = 524_288
