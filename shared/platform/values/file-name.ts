import * as z from 'zod';

/** Nothing that hides or turns round what stands beside it (U+202E makes `gpj.exe` of `exe.jpg`), but the two joiners. */
const plainSigns = /^(?:(?![/\\"\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}])[^]|[\u200c\u200d]){1,100}$/u;

/** A file's name without a folder. */
export const FileName = z
  .string()
  .trim()
  .regex(plainSigns, 'up to 100 characters, without slashes, quotes and invisible signs')
  .refine((name) => !/^[.\s]*$/.test(name), 'must be a name');
