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

/** Text of several lines as it is kept: composed (NFC), trimmed, each line ended by `\n`, as workbooks have it. */
export const tidyText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/gu, '\n')
    .trim();
