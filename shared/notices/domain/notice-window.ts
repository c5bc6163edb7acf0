const MINUTE = 60_000;
/** Acts of so long are told together. */
const WINDOW_MS = 5 * MINUTE;
/**
 * How long after its end a window is told: whoever notes an act in it has done so by then, or has been stopped; and clocks
 * differ.
 */
const TOLD_MS = 2.5 * MINUTE;

/** The end of the window of an instant (both milliseconds). */
export const windowOf = (atMs: number): number => (Math.floor(atMs / WINDOW_MS) + 1) * WINDOW_MS;

/** When the mail of a window is due. */
export const windowDue = (endMs: number): number => endMs + TOLD_MS;

/** The latest end of a window whose mail is due at an instant. */
export const windowsDueBy = (nowMs: number): number => nowMs - TOLD_MS;
