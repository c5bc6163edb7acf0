import type { PersonField } from '../../../person-fields/domain/person-field-names.ts';
import type { Locale } from '../../../platform/values/locale.ts';

/**
 * What files call a field, beside its own name: words with blanks between, letters and digits only, as `foldName` leaves them;
 * accents may be left out.
 */
export interface FieldHeadings extends Record<Locale, string> {
  /** In other languages than ours, and in other products. */
  others?: string;
  /** Whether it is also recognized with other words around the heading: a wrong guess costs nobody their row. */
  isFoundInPhrases?: true;
  /** Whether a custom field of an organizer's own that is called like one of the headings goes before. */
  yieldsToVariables?: true;
}

/** The headings of every field of a person. */
export const personHeadings: Readonly<Record<PersonField, FieldHeadings>> = {
  email: {
    en: 'mail emailaddress email1 email1value emailid primaryemail workemail contactemail useremail',
    de: 'mailadresse emailadresse',
    fr: 'adresseélectronique adresseelectronique adresseemail courriel adressemail',
    ru: 'почта электроннаяпочта эпочта элпочта адресэлпочты емейл имейл адресэлектроннойпочты',
    others:
      'emails emailaddr emailadress emailaddresses email1address emailvalue correo correoelectronico direcciondecorreo direcciondecorreoelectronico direcciondeemail postaelettronica indirizzoemail indirizzomail indirizzodipostaelettronica enderecodeemail enderecoeletronico enderecodecorreioeletronico correioeletronico mailanschrift адреспочты мейл майл',
    isFoundInPhrases: true,
  },
  firstName: {
    en: 'givenname forename first',
    de: 'vorname',
    fr: 'prénom prenom',
    ru: 'имя',
    others:
      'fname firstnames givennames namefirst primernombre nombredepila nombres primeironome vornamen prenoms',
    isFoundInPhrases: true,
  },
  lastName: {
    en: 'surname familyname last',
    de: 'nachname familienname',
    // `Nom` alone is a whole name as often.
    fr: 'nomdefamille',
    ru: 'фамилия',
    others:
      'lname lastnames surnames namelast apellido apellidos primerapellido cognome sobrenome ultimonome zuname nomfamille patronyme',
    isFoundInPhrases: true,
  },
  phone: {
    en: 'phonenumber phone1 phone1value primaryphone workphone telephone mobile mobilephone mobilenumber cell cellphone tel',
    de: 'telefon telefonnummer rufnummer mobil mobilnummer mobiltelefon handy handynummer',
    fr: 'téléphone numérodetéléphone numerodetelephone téléphonemobile téléphoneportable portable',
    ru: 'телефон номертелефона мобильный мобильныйтелефон мобтелефон сотовый сотовыйтелефон контактныйтелефон',
    others:
      'sms whatsapp whatsappnumber fon phones contactnumber contactno mobilephonenumber cellular telno telefono telefonomovil movil celular numerodetelefono cellulare telefonocellulare numeroditelefono telefone telemovel telefonecelular numerodetelefone numerodemobile gsm тел телефоны моб контактныйномер номермобильного номермобильноготелефона',
    isFoundInPhrases: true,
  },
  company: {
    en: 'companyname organization organisation organizationname organization1name employer',
    de: 'firma unternehmen',
    fr: 'société societe entreprise',
    ru: 'компания организация',
    others:
      'orgname verein institution institucion istituzione instituicao etablissement ente accountname businessname organisationname workplace firmname employername nameofcompany empresa nombredelaempresa nombredeempresa compania organizacion azienda societa ragionesociale organizzazione nomeazienda nomedellazienda companhia organizacao nomedaempresa firmenname organisation betrieb unternehmensname arbeitgeber nomdelentreprise nomdelasociete raisonsociale organisme employeur compagnie названиекомпании наименованиекомпании названиеорганизации наименованиеорганизации фирма предприятие местоработы работодатель',
    isFoundInPhrases: true,
  },
  // Not `title`, `titre` and `Titel`: those are Mr and Dr as well. Nor roles, which people have in an event.
  jobTitle: {
    en: 'position jobposition positiontitle jobrole worktitle titleatwork organizationtitle organization1title',
    de: 'berufsbezeichnung stellenbezeichnung positionsbezeichnung jobbezeichnung jobtitel funktion',
    fr: 'fonction poste intituléduposte intituleduposte intitulédeposte intituledeposte titreduposte',
    ru: 'должность занимаемаядолжность наименованиедолжности',
    others:
      'professionaltitle designation cargo puesto puestodetrabajo mansione qualifica posizionelavorativa posizione posicion posicao funcao titoloprofessionale',
    isFoundInPhrases: true,
    yieldsToVariables: true,
  },
  locale: {
    en: 'language',
    de: 'sprache',
    fr: 'langue',
    ru: 'язык',
    others: 'preferredlanguage correspondencelanguage idioma lingua idiomapreferido idiomapreferencial',
  },
  timeZone: {
    en: '',
    de: 'zeitzone',
    fr: 'fuseauhoraire',
    ru: 'часовойпояс',
    others: 'zonahoraria husohorario fusoorario fusohorario',
    isFoundInPhrases: true,
  },
  channel: {
    en: 'messengerchannel',
    de: 'kanal',
    fr: 'canal',
    ru: 'канал',
  },
  externalId: {
    en: 'channelid chatid userid',
    de: 'externeid externekennung kennung',
    fr: 'identifiant idexterne identifiantexterne',
    ru: 'внешнийid внешнийидентификатор идентификатор',
  },
  messenger: {
    en: 'messengername',
    de: '',
    fr: 'messagerie',
    ru: 'мессенджер',
  },
  profileUrl: {
    en: 'profile profilelink',
    de: 'profillink',
    fr: 'profil lienduprofil',
    ru: 'профиль ссылканапрофиль',
  },
  avatarUrl: {
    en: 'avatar avatarlink photourl',
    de: '',
    fr: 'lienavatar',
    ru: 'аватар ссылканааватар',
  },
};
