const MINUTE_MS = 60_000;

/** The sweeper leaves alone what is younger than this: it is probably being worked on. */
export const SWEEP_PATIENCE_MS = 3 * MINUTE_MS;

/** What is older than this needs an operator; the alarms for it have been raised long before. */
export const SWEEP_HORIZON_MS = 3 * 24 * 60 * MINUTE_MS;
