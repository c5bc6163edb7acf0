import * as z from 'zod';

/** One line of text as people type it: composed (NFC), trimmed, without control characters. */
export const plainText = (max: number, min = 0) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .regex(/^\P{Cc}*$/u, 'must not contain control characters'),
    );
