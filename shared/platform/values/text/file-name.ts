import * as z from 'zod';

/**
 * No characters that hide or turn round their neighbours (U+202E makes `gpj.exe` of `exe.jpg`), except the two joiners.
 */
const plainSigns = /^(?:(?![/\\"\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])[^]|[\u200c\u200d]){1,100}$/u;

/** A file's name without a folder. */
export const FileName = z
  .string()
  .trim()
  .regex(plainSigns, 'up to 100 characters, without slashes, quotes and invisible signs')
  .refine((name) => !/^[.\s]*$/.test(name), 'must be a name');
