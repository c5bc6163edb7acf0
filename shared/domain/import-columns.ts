/** The participant fields that a file can fill. */
export const importFields = [
  'email',
  'firstName',
  'lastName',
  'phone',
  'company',
  'locale',
  'timeZone',
] as const;
export type ImportField = (typeof importFields)[number];

/** What a column is taken for: a field, a column of our own exports that nobody may write, or nothing known. */
export type ColumnMeaning = ImportField | 'read-only' | 'ignored';

export interface ColumnMapping {
  columns: { name: string; meaning: ColumnMeaning }[];
}

/** Names that organizers' files use, in English, Russian, French and German; letters and digits only. */
const names: Record<ImportField, string[]> = {
  email: [
    'email',
    'mail',
    'emailaddress',
    'useremail',
    'adresseemail',
    'courriel',
    'adressemail',
    'mailadresse',
    'emailadresse',
    'почта',
    'электроннаяпочта',
    'емейл',
    'имейл',
    'адресэлектроннойпочты',
  ],
  firstName: ['firstname', 'givenname', 'forename', 'first', 'vorname', 'prénom', 'prenom', 'имя'],
  lastName: [
    'lastname',
    'surname',
    'familyname',
    'last',
    'nachname',
    'familienname',
    'nom',
    'nomdefamille',
    'фамилия',
  ],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'mobile',
    'tel',
    'telefon',
    'telefonnummer',
    'handy',
    'téléphone',
    'portable',
    'телефон',
    'номертелефона',
  ],
  company: [
    'company',
    'organization',
    'organisation',
    'employer',
    'firma',
    'unternehmen',
    'société',
    'societe',
    'entreprise',
    'компания',
    'организация',
  ],
  locale: ['locale', 'language', 'sprache', 'langue', 'язык'],
  timeZone: ['timezone', 'zeitzone', 'fuseauhoraire', 'часовойпояс'],
};

/** Columns that our exports write for people to read. */
const readOnly = new Set([
  'id',
  'status',
  'source',
  'createdat',
  'firstseenat',
  'lastseenat',
  'importfault',
  'utmsource',
  'utmmedium',
  'utmcampaign',
  'utmterm',
  'utmcontent',
]);

/**
 * Guesses what each column means from its name. The first column wins where two claim one field.
 * A column nobody knows is ignored, and the import says so.
 */
export function guessColumns(header: string[]): ColumnMapping {
  const taken = new Set<ImportField>();
  const columns = header.map((name) => {
    const folded = name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
    const field = importFields.find(
      (candidate) => !taken.has(candidate) && names[candidate].includes(folded),
    );
    if (field) taken.add(field);
    return { name, meaning: field ?? (readOnly.has(folded) ? ('read-only' as const) : ('ignored' as const)) };
  });
  return { columns };
}

/** Whether the file can be imported at all: somebody must be named. */
export function hasIdentity(mapping: ColumnMapping): boolean {
  return mapping.columns.some((column) => column.meaning === 'email');
}
