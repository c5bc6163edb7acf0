import * as z from 'zod';

/** Languages that pages and mails speak. */
export const Locale = z.enum(['en', 'de', 'fr', 'ru']);
export type Locale = z.infer<typeof Locale>;
