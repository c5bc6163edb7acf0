import { namesAnybody, type Hunted } from '../domain/erasure-matcher.ts';
import type { Naming } from '../../platform/values/naming.ts';

/** Makes the test whether a condition of a filter names one of the people that a job erased. */
export const namingOf = (hunted: Hunted, identityKey: Uint8Array): Naming => ({
  names: (text) => namesAnybody(text, { ...hunted, channels: [] }, identityKey),
  isTheirId: (text) => namesAnybody(text, hunted, identityKey),
});
