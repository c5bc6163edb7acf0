import { CLOCK } from './clock-time.ts';

/** Names of months and their short forms: English, German, French, Russian; Spanish, Italian, Portuguese. */
const NAMES = [
  'january jan januar jän jänner janvier janv январь января янв enero ene gennaio gen janeiro',
  'february feb februar février fevrier févr fevr fév fev февраль февраля фев февр febrero febbraio fevereiro',
  'march mar märz maerz mär mrz mars март марта мар marzo março',
  'april apr avril avr апрель апреля апр abril abr aprile',
  'may mai май мая mayo maggio mag maio',
  'june jun juni juin июнь июня июн junio giugno giu junho',
  'july jul juli juillet juil июль июля июл julio luglio lug julho',
  'august aug août aout август августа авг agosto ago',
  'september sep sept septembre сентябрь сентября сен сент septiembre settembre set setembro',
  'october oct oktober okt octobre октябрь октября окт octubre ottobre ott outubro out',
  'november nov novembre ноябрь ноября ноя нояб noviembre novembro',
  'december dec dezember dez décembre decembre déc декабрь декабря дек diciembre dic dicembre dezembro',
];
const monthByName = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

const TIME = String.raw`(?:[T ,]+(?<time>${CLOCK}))?$`;
const FORMS = [
  // `6 May 1990`, `6. Mai 1990`, `1er mai 1990`, `06-May-90`, `06MAY1990`, `6 de mayo de 1990`
  String.raw`^(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ \-/.]*(?:(?<=[ \-/.])(?:de|of) )?(?<month>\p{L}+)\.?,?[ \-/.]*(?:(?<=[ \-/.])de )?(?<year>\d{4}|\d{2})`,
  // `May 6, 1990`, `May 16 1990`
  String.raw`^(?<month>\p{L}+)\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})`,
  // `1990-May-06`
  String.raw`^(?<year>\d{4})[ \-/](?<month>\p{L}+)\.?[ \-/](?<day>\d{1,2})`,
].map((form) => new RegExp(form + TIME, 'iu'));
/** `Sunday, 6 May 1990`, `Wed May 16 1990` */
const WEEKDAY = /^\p{L}+\.?(?:, | (?=\p{L}+\.? \d|\d{1,2}[. ]+\p{L}))/u;
/** Two digits from here on are of the last century. */
const CENTURY_TURN = 70;

/** A date whose month is called by its name, as `yyyy-mm-dd`; undefined when it is none. */
export function parseNamedMonth(text: string): { date: string; time?: string | undefined } | undefined {
  if (!/\p{L}{3}/u.test(text)) return undefined;
  const written = text.normalize('NFC').replace(WEEKDAY, '');
  for (const form of FORMS) {
    const { day = '', month = '', year = '', time } = form.exec(written)?.groups ?? {};
    const number = monthByName.get(month.toLowerCase());
    if (number === undefined) continue;
    const short = Number(year);
    const full = year.length === 4 ? short : short + (short < CENTURY_TURN ? 2000 : 1900);
    return { date: `${full}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`, time };
  }
  return undefined;
}
