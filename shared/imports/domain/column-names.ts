import { utmNames, type UtmName } from '../../people/domain/participant.ts';
import {
  personFieldNames,
  personFieldsWith,
  type PersonField,
} from '../../people/domain/person-field-names.ts';
import { personFields } from '../../people/domain/person-fields.ts';

/** What a column can tell beside the fields of the list, and what files call it, as the list's headings. */
const ownHeadings = {
  groups: 'group группы группа groupes groupe gruppen gruppe',
  status:
    'subscriptionstatus subscriberstatus emailstatus mailstatus emailmarketingstatus статус статусподписки statut étatabonnement état etat statutabonnement abostatus abmeldestatus newsletterstatus',
  optedOut:
    'optout isoptedout hasoptedout optedoutat optoutat optoutdate optouttime emailoptout hasoptedoutofemail unsubscribed unsubscribe isunsubscribed unsubscribedat unsubscribedate unsubscribeddate unsubscribedon unsubscribetime unsubscribedfromallemail unsubtime unsubscribedtime emailunsubscribed globalunsubscribe globallyunsubscribed blacklisted isblacklisted blacklistedat cleantime cleanedat donotmail donotemail donotcontact nomail noemail nonewsletter suppressed suppressedat отписан отписана отписаны отписался отписалась отписка отписанотрассылки датаотписки времяотписки неписать неотправлять désabonné désabonnée desabonne désabonnéle désabonnement datededésabonnement datedésabonnement désinscrit désinscrite desinscrit désinscritle désinscription datededésinscription datedésinscription nepascontacter abgemeldet abgemeldetam abmeldung abmeldedatum abbestellt abbestelltam ausgetragen austragung keinnewsletter keinenewsletter keinewerbung keinemail keineemail keinemails keineemails nichtanschreiben',
  optedIn:
    'optin isoptedin emailoptin subscribed issubscribed newsletter newslettersubscribed acceptsmarketing acceptsemailmarketing marketingconsent emailconsent подписан подписана подписка рассылка согласиенарассылку abonné abonnée abonnéàlanewsletter infolettre lettredinformation abonniert newsletterabonniert newsletterabo einwilligungnewsletter consent gdprconsent doubleoptin doi einwilligung согласие consentement',
  consentAt:
    'consenttime consentdate optintime optindate optinat датасогласия времясогласия dateduconsentement dateconsentement einwilligungam einwilligungsdatum datumdereinwilligung',
  consentSource:
    'optinsource источниксогласия sourceduconsentement sourceconsentement einwilligungsquelle quelledereinwilligung',
  consentIp: 'optinip ipсогласия ipduconsentement ipconsentement einwilligungsip',
} satisfies Record<string, string>;
type OwnField = keyof typeof ownHeadings;

/** What a column can fill under its own name. */
export type PlainField = PersonField | OwnField;

const isOwnField = (name: string): name is OwnField => Object.hasOwn(ownHeadings, name);

export const plainFields: readonly PlainField[] = [
  ...personFieldNames,
  ...Object.keys(ownHeadings).filter(isOwnField),
];

const headingsOf = (field: PlainField): string[] =>
  [
    foldName(field),
    ...(isOwnField(field) ? [ownHeadings[field]] : Object.values(personFields[field].headings)),
  ].flatMap((names) => names.split(' ').filter((name) => name !== ''));

const fieldByName = new Map(
  plainFields.flatMap((field) => headingsOf(field).map((name) => [name, field] as const)),
);

/** Names of one whole name: offered for splitting, never split unasked. */
const wholeNames = new Set(
  'name fullname полноеимя фио имяифамилия фамилияимя фамилияимяотчество nomcomplet nometprénom nomprénom vollständigername namen'.split(
    ' ',
  ),
);

/** Those of them that begin with the family's name. */
const familyFirst = new Set('фио фамилияимя фамилияимяотчество nometprénom nomprénom'.split(' '));

/** Columns that our exports write for people to read. */
const readOnly = new Set(
  'id source createdat firstseenat lastseenat invitetype labels importfault'.split(' '),
);

/** How names are compared: letters and digits only, whatever blanks, marks and signs stand around them. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** One column for each kind of mail, as HubSpot has them. */
const optedOutOfKind = /^optedoutofemail./;

export const fieldNamed = (folded: string): PlainField | undefined =>
  fieldByName.get(folded) ?? (optedOutOfKind.test(folded) ? 'optedOut' : undefined);

const yielding: ReadonlySet<string> = new Set(personFieldsWith('yieldsToVariables', true));

/** Whether a variable that is called so goes before the field: `Newsletter` may well be one of the organizer's own. */
export const yieldsToVariable = (field: PlainField, folded: string): boolean =>
  field === 'optedIn' || (yielding.has(field) && folded !== foldName(field));

export const utmNamed = (folded: string): UtmName | undefined =>
  utmNames.find((name) => folded === `utm${name}`);
export const isWholeName = (folded: string): boolean => wholeNames.has(folded);
export const isFamilyFirst = (folded: string): boolean => familyFirst.has(folded);
export const isReadOnlyName = (folded: string): boolean => readOnly.has(folded);
