import type { PersonField } from '../../../people/domain/person-field-names.ts';
import type { Locale } from '../../../platform/values/locale.ts';

/**
 * What files call a person's fields, by language, beside the field's own name: folded as `foldName` does, with blanks
 * between. Kept out of the list of fields because only imports read it and it is as big as the rest of the list.
 */
export const personHeadings = {
  email: {
    en: 'mail emailaddress email1 email1value emailid primaryemail workemail contactemail useremail',
    de: 'mailadresse emailadresse',
    fr: 'adresseélectronique adresseelectronique adresseemail courriel adressemail',
    ru: 'почта электроннаяпочта эпочта элпочта адресэлпочты емейл имейл адресэлектроннойпочты',
  },
  firstName: { en: 'givenname forename first', de: 'vorname', fr: 'prénom prenom', ru: 'имя' },
  lastName: {
    en: 'surname familyname last',
    de: 'nachname familienname',
    // `Nom` alone is a whole name as often.
    fr: 'nomdefamille',
    ru: 'фамилия',
  },
  phone: {
    en: 'phonenumber phone1 phone1value primaryphone workphone telephone mobile mobilephone mobilenumber cell cellphone tel',
    de: 'telefon telefonnummer rufnummer mobil mobilnummer mobiltelefon handy handynummer',
    fr: 'téléphone numérodetéléphone numerodetelephone téléphonemobile téléphoneportable portable',
    ru: 'телефон номертелефона мобильный мобильныйтелефон мобтелефон сотовый сотовыйтелефон контактныйтелефон',
  },
  company: {
    en: 'companyname organization organisation organizationname organization1name employer',
    de: 'firma unternehmen',
    fr: 'société societe entreprise',
    ru: 'компания организация',
  },
  // Not `title`, `titre` and `Titel`: those are Mr and Dr as well. Nor roles, which people have in an event.
  jobTitle: {
    en: 'position jobposition positiontitle jobrole worktitle titleatwork organizationtitle organization1title',
    de: 'berufsbezeichnung stellenbezeichnung positionsbezeichnung jobbezeichnung jobtitel funktion',
    fr: 'fonction poste intituléduposte intituleduposte intitulédeposte intituledeposte titreduposte',
    ru: 'должность занимаемаядолжность наименованиедолжности',
  },
  locale: { en: 'language', de: 'sprache', fr: 'langue', ru: 'язык' },
  timeZone: { en: '', de: 'zeitzone', fr: 'fuseauhoraire', ru: 'часовойпояс' },
  channel: { en: 'messengerchannel', de: 'kanal', fr: 'canal', ru: 'канал' },
  externalId: {
    en: 'channelid chatid userid',
    de: 'externeid externekennung kennung',
    fr: 'identifiant idexterne identifiantexterne',
    ru: 'внешнийid внешнийидентификатор идентификатор',
  },
  messenger: { en: 'messengername', de: '', fr: 'messagerie', ru: 'мессенджер' },
  profileUrl: {
    en: 'profile profilelink',
    de: 'profillink',
    fr: 'profil lienduprofil',
    ru: 'профиль ссылканапрофиль',
  },
  avatarUrl: { en: 'avatar avatarlink photourl', de: '', fr: 'lienavatar', ru: 'аватар ссылканааватар' },
} as const satisfies Record<PersonField, Record<Locale, string>>;
