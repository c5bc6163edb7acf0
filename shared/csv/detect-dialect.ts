import type { Dialect } from './dialect.ts';

/** Why a file is refused as a whole; `reason` is a sentence for the person who uploaded it. */
export interface NotCsv {
  fault: { code: 'empty' | 'not-csv'; reason: string };
}

/** Most bytes that are looked at; give the file's first 64 kB (more is ignored). */
export const SAMPLE_BYTES = 64 * 1024;

/** Guesses encoding, delimiter and line ending from the first bytes of a file. Test with `'fault' in result`. */
export function detectDialect(sample: Uint8Array): Dialect | NotCsv {
  throw new Error(`not written yet: ${sample.length}`);
}
