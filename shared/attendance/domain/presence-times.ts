/** Seconds between two beats of our own page: four of them are 116, so a life that is noted each fourth time is never two minutes old. */
export const BEAT_SECONDS = 29;
