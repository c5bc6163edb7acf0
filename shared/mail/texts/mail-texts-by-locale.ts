import type { Locale } from '../../platform/values/locale.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { ru } from './ru.ts';
import type { MailTexts } from './mail-texts.ts';

/** The sentences of each language. */
export const mailTexts: Readonly<Record<Locale, MailTexts>> = { en, de, fr, ru };
