/** Headings and words of Teams in English, German, Portuguese, Polish, French and Russian, folded. */
export const teamsWords = {
  name: [
    'name',
    'fullname',
    'nome',
    'nomecompleto',
    'nazwa',
    'imięinazwisko',
    'imię',
    'nom',
    'nomcomplet',
    'имя',
    'полноеимя',
    'vollständigername',
  ],
  firstName: [],
  lastName: [],
  attended: [],
  email: [
    'email',
    'emailaddress',
    'adresemail',
    'email adres',
    'courrier',
    'adresseemail',
    'adressedecourrier',
    'courrierélectronique',
    'электроннаяпочта',
    'адресэлектроннойпочты',
    'endereçodeemail',
    'почта',
  ],
  joined: [
    'jointime',
    'firstjoin',
    'beitrittszeit',
    'ersterbeitritt',
    'horadeentrada',
    'primeiraentrada',
    'czasdołączenia',
    'pierwszedołączenie',
    'heuredeconnexion',
    'heuredarrivée',
    'premièreconnexion',
    'premièreparticipation',
    'premièrejonction',
    'времяприсоединения',
    'времявхода',
    'времяподключения',
    'первоеприсоединение',
    'первыйвход',
    'первоеподключение',
  ],
  left: [
    'leavetime',
    'lastleave',
    'zeitpunktdesverlassens',
    'austrittszeit',
    'verlassenszeit',
    'letztesverlassen',
    'horadesaída',
    'últimasaída',
    'czasopuszczenia',
    'ostatnieopuszczenie',
    'godzinaopuszczenia',
    'heurededépart',
    'dernierdépart',
    'dernièredéconnexion',
    'heurededéconnexion',
    'времявыхода',
    'последнийвыход',
    'времяотключения',
    'последнееотключение',
  ],
  stayed: [
    'inmeetingduration',
    'duration',
    'dauerderbesprechung',
    'besprechungsdauer',
    'dauer',
    'duraçãodareunião',
    'duraçãonareunião',
    'duração',
    'czastrwaniaspotkania',
    'czastrwania',
    'czasspotkania',
    'duréedelaréunion',
    'duréedansréunion',
    'durée',
    'длительностьсобрания',
    'длительность',
    'продолжительностьсобрания',
    'продолжительность',
    'времянасобрании',
  ],
  registrantId: [],
} as const;

/** The column of the address-like account name, for people whose e-mail column is empty. */
export const upnWords = [
  /^(?:participantid|teilnehmerid|iddoparticipante|identyfikatoruczestnika|iduczestnika|iddeparticipant|iddeleparticipant|iddeduparticipant|iddupart\p{L}*|идентификаторучастника|idучастника|кодучастника)(?:upn|имяучастникапользователя)?$/u,
  'upn',
];
export const roleWords = ['role', 'rolle', 'função', 'papel', 'rola', 'rôle', 'роль'];

/** Titles of the sections: `1. Summary`, `2. Participants`, `3. In-Meeting Activities`, `4. Meeting Engagement`. */
export const sectionTitle = /^([1-4])\.\s*\p{L}/u;

export const summaryWords = {
  topic: [
    'meetingtitle',
    'besprechungstitel',
    'titelderbesprechung',
    'títulodareunião',
    'tytułspotkania',
    'titredelaréunion',
    'titreréunion',
    'названиесобрания',
    'темасобрания',
  ],
  starts: [
    'starttime',
    'startzeit',
    'anfangszeit',
    'horadeinício',
    'horárioinicial',
    'godzinarozpoczęcia',
    'czasrozpoczęcia',
    'heurededébut',
    'времяначала',
  ],
  ends: [
    'endtime',
    'endzeit',
    'horadetérmino',
    'horadefim',
    'horáriodetérmino',
    'godzinazakończenia',
    'czaszakończenia',
    'heuredefin',
    'времяокончания',
    'времязавершения',
  ],
};

/** Who arranged the meeting, and who may present in it. */
export const isOrganizerRole = (text: string): boolean =>
  /^(?:co-?)?(?:organi[sz]er|organisator|organizador|organizator|organisateur|организатор|соорганизатор)/iu.test(
    text,
  );
export const isPresenterRole = (text: string): boolean =>
  /^(?:presenter|referent|vortragende|moderator|apresentador|prezenter|osoba prezentująca|présentateur|intervenant|выступающий|докладчик|презентатор)/iu.test(
    text,
  );

/** What Teams writes behind the names of people from elsewhere. */
const NAME_SUFFIX =
  /\((?:guest|unverified|ext(?:ern(?:al)?)?|gast|nicht überprüft|nicht verifiziert|convidado|não verificado|gość|niezweryfikowano|niezweryfikowany|invité|non vérifié|гость|не проверен\p{L}*|неподтвержденный)\)$/iu;

/** The name without it. */
export const ownName = (name: string): string => name.trim().replace(NAME_SUFFIX, '').trim();
