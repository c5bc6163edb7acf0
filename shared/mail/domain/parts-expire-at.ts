/** Longer than any message may wait in a queue or beside it. */
const PART_DAYS = 30;

/** Until when it is known that a mail was counted; in seconds, as the table wants it. */
export const partsExpireAt = (nowMs: number): number => Math.floor(nowMs / 1_000) + PART_DAYS * 24 * 3_600;
