import type { Locale } from '../../platform/values/locale.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { ru } from './ru.ts';
import type { PageTexts } from './page-texts.ts';

/** The sentences of each language. */
export const pageTexts: Readonly<Record<Locale, PageTexts>> = { en, de, fr, ru };
