import { utmNames, type UtmName } from '../../../people/domain/participant.ts';
import {
  isPersonField,
  personFieldNames,
  type PersonField,
} from '../../../person-fields/domain/person-field-names.ts';
import { foldName, headingForms } from './heading-forms.ts';
import { bareName, familyFirstNames, groupLike, wholeNames } from './heading-words.ts';
import { personHeadings, type FieldHeadings } from './person-headings.ts';

/** What a column can mean besides the fields of a person, and its headings in files. */
const ownHeadings = {
  groups: 'group группы группа groupes groupe gruppen gruppe grupo grupos gruppo gruppi',
  status:
    'subscriptionstatus subscriberstatus emailstatus mailstatus emailmarketingstatus статус статусподписки statut étatabonnement état etat statutabonnement abostatus abmeldestatus newsletterstatus',
  optedOut:
    'optout isoptedout hasoptedout optedoutat optoutat optoutdate optouttime emailoptout hasoptedoutofemail unsubscribed unsubscribe isunsubscribed unsubscribedat unsubscribedate unsubscribeddate unsubscribedon unsubscribetime unsubscribedfromallemail unsubtime unsubscribedtime emailunsubscribed globalunsubscribe globallyunsubscribed blacklisted isblacklisted blacklistedat cleantime cleanedat donotmail donotemail donotcontact nomail noemail nonewsletter suppressed suppressedat отписан отписана отписаны отписался отписалась отписка отписанотрассылки датаотписки времяотписки неписать неотправлять désabonné désabonnée desabonne désabonnéle désabonnement datededésabonnement datedésabonnement désinscrit désinscrite desinscrit désinscritle désinscription datededésinscription datedésinscription nepascontacter abgemeldet abgemeldetam abmeldung abmeldedatum abbestellt abbestelltam ausgetragen austragung keinnewsletter keinenewsletter keinewerbung keinemail keineemail keinemails keineemails nichtanschreiben',
  /** The address does not exist, or its owner reported spam: not a request of the person, but no mail either. */
  bounced: 'hardbounced hardbounce isbounced emailbounced emailhardbounced isemailbounced bouncedat',
  complained: 'complaint spamcomplaint spamcomplaints markedasspam reportedspam spamreport complainedat',
  optedIn:
    'optin isoptedin emailoptin subscribed issubscribed suscrito suscrita suscripción suscripcion newsletter newslettersubscribed acceptsmarketing acceptsemailmarketing marketingconsent emailconsent подписан подписана подписка рассылка согласиенарассылку abonné abonnée abonnéàlanewsletter infolettre lettredinformation abonniert newsletterabonniert newsletterabo einwilligungnewsletter consent gdprconsent doubleoptin doi einwilligung согласие consentement',
  consentAt:
    'consenttime consentdate optintime optindate optinat датасогласия времясогласия dateduconsentement dateconsentement einwilligungam einwilligungsdatum datumdereinwilligung',
  consentSource:
    'optinsource источниксогласия sourceduconsentement sourceconsentement einwilligungsquelle quelledereinwilligung',
  consentIp: 'optinip ipсогласия ipduconsentement ipconsentement einwilligungsip',
} satisfies Record<string, string>;
type OwnField = keyof typeof ownHeadings;

/** The fields that a column can fill under its own name. */
export type PlainField = PersonField | OwnField;

const isOwnField = (name: string): name is OwnField => Object.hasOwn(ownHeadings, name);

export const plainFields: readonly PlainField[] = [
  ...personFieldNames,
  ...Object.keys(ownHeadings).filter(isOwnField),
];

const headingsOf = (field: PlainField): string[] => {
  const words = isOwnField(field) ? ownHeadings[field] : inAllLanguages(personHeadings[field]);
  return [foldName(field), ...words.split(' ').filter((name) => name !== '')];
};

const inAllLanguages = ({ en, de, fr, ru, others = '' }: FieldHeadings): string =>
  [en, de, fr, ru, others].join(' ');

/** Compared without accents, which files often leave out. */
const fieldByName = new Map(
  plainFields.flatMap((field) => headingsOf(field).map((name) => [bareName(name), field] as const)),
);

/** Columns that our exports write for people to read. */
const readOnly = new Set(
  'id source createdat firstseenat lastseenat invitetype labels importfault'.split(' '),
);

const isFoundInPhrases = (field: PlainField): boolean =>
  isPersonField(field) && personHeadings[field].isFoundInPhrases === true;

/**
 * The meaning of a heading: a field, or a whole name in one of its words. The greater the distance, the more other headings
 * go before it.
 */
export interface Heading {
  field?: PlainField;
  wholeName?: string;
  distance: number;
}

/**
 * Reads headings that are not exactly a field's name: `Person - Phone`, `First name (required)`, `Company / Organisation`.
 */
export function readHeading(name: string): Heading | undefined {
  const parts = name.split(/[/|]/u).filter((part) => foldName(part) !== '');
  const whole = readOne(name);
  return whole ?? (parts.length > 1 ? agreed(parts.map(readOne)) : undefined);
}

function readOne(name: string): Heading | undefined {
  const { plain, short, shortest, asNumber } = headingForms(name);
  for (const form of plain) {
    const field = fieldByName.get(form);
    if (field) return { field, distance: 0 };
    if (wholeNames.has(form)) return { wholeName: form, distance: 0 };
  }
  for (const form of short) {
    const field = fieldByName.get(form);
    if (field && isFoundInPhrases(field)) return { field, distance: 1 };
    if (wholeNames.has(form)) return { wholeName: form, distance: 1 };
  }
  const field = fieldByName.get(shortest);
  if (field && isFoundInPhrases(field)) return { field, distance: 2 };
  return fieldByName.get(asNumber) === 'phone' ? { field: 'phone', distance: 2 } : undefined;
}

/** The meaning that all parts of a heading share; first and last name together are a whole name. */
function agreed(parts: (Heading | undefined)[]): Heading | undefined {
  const fields = new Set(parts.map((part) => part?.field ?? (part?.wholeName && 'name')));
  const [only] = fields;
  if (fields.size === 1) return parts.find((part) => part !== undefined && only !== undefined);
  const isName = [...fields].every((one) => one === 'firstName' || one === 'lastName' || one === 'name');
  return isName ? { wholeName: 'name', distance: 1 } : undefined;
}

/** One column for each kind of mail, as HubSpot has them. */
const optedOutOfKind = /^optedoutofemail./;

/** The field that is called so, word for word. */
export const fieldNamed = (folded: string): PlainField | undefined =>
  fieldByName.get(bareName(folded)) ?? (optedOutOfKind.test(folded) ? 'optedOut' : undefined);

/** Whether a variable that is called so goes before the field: `Newsletter` may well be one of the organizer's own. */
export const yieldsToVariable = (field: PlainField, folded: string): boolean =>
  field === 'optedIn' ||
  (isPersonField(field) && personHeadings[field].yieldsToVariables === true && folded !== foldName(field));

export const utmNamed = (folded: string): UtmName | undefined =>
  utmNames.find((name) => folded === `utm${name}`);
export const isWholeName = (name: string): boolean => readHeading(name)?.wholeName !== undefined;
export const isFamilyFirst = (name: string): boolean =>
  familyFirstNames.has(readHeading(name)?.wholeName ?? '');
export const isReadOnlyName = (folded: string): boolean => readOnly.has(folded);
/** Whether a column may hold groups. */
export const isGroupLike = (name: string): boolean => {
  const { plain, short } = headingForms(name);
  return [...plain, ...short].some((form) => groupLike.has(form));
};
