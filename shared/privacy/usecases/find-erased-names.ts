import { namesAnybody, type ErasedPeople } from '../domain/erasure-matcher.ts';
import type { ErasedNames } from '../../platform/values/text/erased-names.ts';

/** Makes the test whether a condition of a filter names one of the people that a job erased. */
export const erasedNamesOf = (hunted: ErasedPeople, identityKey: Uint8Array): ErasedNames => ({
  names: (text) => namesAnybody(text, { ...hunted, channels: [] }, identityKey),
  isTheirId: (text) => namesAnybody(text, hunted, identityKey),
});
