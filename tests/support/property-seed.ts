/** CI tries the same cases each time, so that a red run is one of the change; `npm run fuzz` and every run elsewhere try new ones. */
import fc from 'fast-check'

const ciSeed = 20_261_124

if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: ciSeed })
