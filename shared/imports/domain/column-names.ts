/** Participant fields that a column can fill under their own name. */
export const plainFields = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'company',
  'locale',
  'timeZone',
  'channel',
  'externalId',
  'messenger',
  'profileUrl',
  'avatarUrl',
  'groups',
  'status',
  'optedOut',
  'optedIn',
  'consentAt',
  'consentSource',
  'consentIp',
] as const;
export type PlainField = (typeof plainFields)[number];

export const utmNames = ['source', 'medium', 'campaign', 'term', 'content'] as const;
export type UtmName = (typeof utmNames)[number];

/** Names that organizers' files use, in English, Russian, French and German; folded as `foldName` does. */
const names: Record<PlainField, string> = {
  email:
    'email mail emailaddress email1 email1value emailid primaryemail workemail contactemail useremail adresseélectronique adresseelectronique adresseemail courriel adressemail mailadresse emailadresse почта электроннаяпочта эпочта элпочта адресэлпочты емейл имейл адресэлектроннойпочты',
  firstName: 'firstname givenname forename first vorname prénom prenom имя',
  lastName: 'lastname surname familyname last nachname familienname nom nomdefamille фамилия',
  phone:
    'phone phonenumber phone1 phone1value primaryphone workphone telephone mobile mobilephone mobilenumber cell cellphone tel telefon telefonnummer rufnummer mobil mobilnummer mobiltelefon handy handynummer téléphone numérodetéléphone numerodetelephone téléphonemobile téléphoneportable portable телефон номертелефона мобильный мобильныйтелефон мобтелефон сотовый сотовыйтелефон контактныйтелефон',
  company:
    'company companyname organization organisation organizationname organization1name employer firma unternehmen société societe entreprise компания организация',
  locale: 'locale language sprache langue язык',
  timeZone: 'timezone zeitzone fuseauhoraire часовойпояс',
  channel: 'channel messengerchannel канал canal kanal',
  externalId:
    'externalid channelid chatid userid внешнийid внешнийидентификатор идентификатор identifiant idexterne identifiantexterne externeid externekennung kennung',
  messenger: 'messenger messengername мессенджер messagerie',
  profileUrl: 'profileurl profile profilelink профиль ссылканапрофиль profil lienduprofil profillink',
  avatarUrl: 'avatarurl avatar avatarlink photourl аватар ссылканааватар lienavatar',
  groups: 'groups group группы группа groupes groupe gruppen gruppe',
  status:
    'status subscriptionstatus subscriberstatus emailstatus mailstatus emailmarketingstatus статус статусподписки statut étatabonnement état etat statutabonnement abostatus abmeldestatus newsletterstatus',
  optedOut:
    'optedout optout isoptedout hasoptedout optedoutat optoutat optoutdate optouttime emailoptout hasoptedoutofemail unsubscribed unsubscribe isunsubscribed unsubscribedat unsubscribedate unsubscribeddate unsubscribedon unsubscribetime unsubscribedfromallemail unsubtime unsubscribedtime emailunsubscribed globalunsubscribe globallyunsubscribed blacklisted isblacklisted blacklistedat cleantime cleanedat donotmail donotemail donotcontact nomail noemail nonewsletter suppressed suppressedat отписан отписана отписаны отписался отписалась отписка отписанотрассылки датаотписки времяотписки неписать неотправлять désabonné désabonnée desabonne désabonnéle désabonnement datededésabonnement datedésabonnement désinscrit désinscrite desinscrit désinscritle désinscription datededésinscription datedésinscription nepascontacter abgemeldet abgemeldetam abmeldung abmeldedatum abbestellt abbestelltam ausgetragen austragung keinnewsletter keinenewsletter keinewerbung keinemail keineemail keinemails keineemails nichtanschreiben',
  optedIn:
    'optedin optin isoptedin emailoptin subscribed issubscribed newsletter newslettersubscribed acceptsmarketing acceptsemailmarketing marketingconsent emailconsent подписан подписана подписка рассылка согласиенарассылку abonné abonnée abonnéàlanewsletter infolettre lettredinformation abonniert newsletterabonniert newsletterabo einwilligungnewsletter consent gdprconsent doubleoptin doi einwilligung согласие consentement',
  consentAt:
    'consentat consenttime consentdate optintime optindate optinat датасогласия времясогласия dateduconsentement dateconsentement einwilligungam einwilligungsdatum datumdereinwilligung',
  consentSource:
    'consentsource optinsource источниксогласия sourceduconsentement sourceconsentement einwilligungsquelle quelledereinwilligung',
  consentIp: 'consentip optinip ipсогласия ipduconsentement ipconsentement einwilligungsip',
};

const fieldByName = new Map(
  plainFields.flatMap((field) => names[field].split(' ').map((name) => [name, field] as const)),
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
export const utmNamed = (folded: string): UtmName | undefined =>
  utmNames.find((name) => folded === `utm${name}`);
export const isWholeName = (folded: string): boolean => wholeNames.has(folded);
export const isFamilyFirst = (folded: string): boolean => familyFirst.has(folded);
export const isReadOnlyName = (folded: string): boolean => readOnly.has(folded);
