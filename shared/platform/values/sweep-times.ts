const MINUTE_MS = 60_000;

/** What is younger is probably on its way; the sweeper leaves it alone. */
export const SWEEP_PATIENCE_MS = 3 * MINUTE_MS;

/** What is older is an operator's matter: its alarms have long rung. */
export const SWEEP_HORIZON_MS = 3 * 24 * 60 * MINUTE_MS;
