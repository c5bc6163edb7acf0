/**
 * How far an index may lag behind its table: within a second as a rule. Who must overlook nothing looks again after it.
 */
export const INDEX_LAG_MS = 3_000;
