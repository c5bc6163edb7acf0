/** Headings of whole names, unless columns for first and last names stand beside them. */
export const wholeNames = words(
  'name fullname displayname firstandlastname firstlastname firstnamelastname namesurname nameandsurname contactperson полноеимя фио имяифамилия имяфамилия фамилияимя фамилияиимя фамилияимяотчество контактноелицо nom nomcomplet nometprenom nomprenom prenomnom prenometnom vollständigername vollernamen vorundnachname vornachname vornameundnachname vornamenachname nachnamevorname ansprechpartner namen nome nomecompleto nomeecognome cognomeenome nomeesobrenome nominativo nombre nombrecompleto nombreyapellido nombreyapellidos apellidosynombre apellidosynombres',
);

/** Whole names that begin with the family's name. */
export const familyFirstNames = words(
  'фио фамилияимя фамилияиимя фамилияимяотчество nometprenom nomprenom nachnamevorname cognomeenome apellidosynombre apellidosynombres',
);

/** Headings of whole names that mean the family's name where a column of first names stands beside them. */
export const familyNames = words('name nom namen');

/** Headings of whole names that mean the first name where a column of last names stands beside them. */
export const firstNames = words('name nome nombre');

/** Headings that may mean groups: they often mean something else, so they are only offered. */
export const groupLike = words(
  'tag tags label labels category categories groupmembership groupmemberships list lists segment segments usergroups membergroups метка метки тег теги тэги ярлык ярлыки категория категории список списки сегмент сегменты etiquette etiquettes libelle libelles categorie liste listes segments kategorie kategorien etikett etiketten schlagworter listen etiqueta etiquetas categoria categorias lista listas segmentos etichetta etichette marcador marcadores',
);

/** Words for the person: left out before a heading is looked up, as in `Person - E-mail` and `Имя участника`. */
export const personRoles = words(
  'person contact lead attendee registrant participant buyer customer client subscriber user member guest student recipient respondent invitee prospect your my kontakt teilnehmer kunde kunden ihr ihre dein deine acheteur participante participantes cliente contacto contatto contato partecipante inscrit invité utilisateur votre vos su tu tuo tua suo sua seu usuario utente контакт контакта клиент клиента участник участника пользователь пользователя ученик ученика слушатель слушателя покупатель покупателя подписчик подписчика ваш ваша ваше ваши',
);

/**
 * Words that tell several of one kind apart: left out too, but never of a whole name, since `Business name` is a company.
 */
export const placeWords = words(
  'work business office home private personal primary main 1 value geschäftlich privat dienstlich haupt pro perso professionnel professionnelle principal principale personnel personnelle trabajo lavoro ufficio trabalho corporate рабочий рабочая рабочее личный личная домашний основной основная',
);

/** Words that do not change a heading's meaning. */
export const fillers = words(
  'please enter what is the a of required optional mandatory de du des d la le les l das der die del della di da do dos el en pflichtfeld obligatoire facultatif obligatorio opcional obbligatorio facoltativo обязательно укажите введите какой какая какое',
);

/** Additions to headings of phones: `Mobile no.`, `Tel.-Nr.`, `N° de téléphone`. */
export const numberWords = words('no nr nro num number numero número numéro nummer n номер');

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').map(bareName));
}

/** Without the marks over its letters. */
export function bareName(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}
