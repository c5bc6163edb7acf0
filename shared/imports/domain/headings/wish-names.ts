import { wordsOfName } from './heading-forms.ts';

/**
 * What the words of a column's name tell about mail:
 *
 * - a wish, by its name;
 * - `doubtful`: it is about a wish and does not hold it, such as the reason why somebody left;
 * - `perhaps`: a "no" in its cells would be a wish;
 * - `vague`: a "yes" or a "no" in its cells would be one.
 */
export type WishName =
  | 'optedOut'
  | 'bounced'
  | 'complained'
  | 'optedIn'
  | 'status'
  | 'doubtful'
  | 'perhaps'
  | 'vague';

/** Alternatives in English, Russian, French, German, Spanish, Italian and Portuguese; a blank is a word's border. */
const any = (...patterns: string[]): RegExp => new RegExp(patterns.join('|'), 'u');

const out = any(
  'unsub|opt(ed|s)? ?outs?|(black|block|deny|stop) ?list| blocked | banned |suppress|quarantin|revoke|withdr[ae]w| objected ',
  '(do ?not|dont|don t) ?(bulk |mass |use for |include in )?(e ?mail|mail|contact|send|market|write|disturb)|^ no (e?mails?|newsletters?|marketing|mailings?|contact) ',
  '(does ?not|doesn t|do ?not|don t|no longer) (want|wish|like|receive)|not interested',
  'отпис| отказ|черн[а-я]* спис|блокиров|стоп ?лист|запрещ| не (писать|отправлять|рассылать|беспокоить|слать|присылать|хочет|хочу|желает|желаю|получа)|запрет',
  'desabonn|desinscri|liste (noire|rouge)|bloque|blocage|opposition|ne (pas|plus) (contacter|ecrire|envoyer|demarcher)|refus|stop ?(pub|mail)|ne (pas|plus|souhait|veu|desir)[a-z]* .*(recevoir|contact|sollicit)',
  'abgemeldet|abmeld|abbestell|ausgetragen|austragung| kein(e|en)? ?(newsletter|werbung|e ?mails?|mails?)|sperr|widerruf|widerspr|schwarze ?liste| nicht (anschreiben|kontaktieren)|robinson| (mochte|will|wunscht) (nicht|kein)| kein[a-z]* .*(erwunscht|gewunscht)',
  ' baja |lista negra|bloquead|desuscri|no (enviar|contactar|molestar|dese[ao]|quier[eo]|acept[ao]|recib)|cancel[a-z]* .*(suscripcion|subscription|abonnement|inscricao|assinatura|iscrizione)',
  'disiscri|disdett|bloccat|lista nera|non (contattare|inviare|scrivere|desidera|vuole|voglio|accett)|rifiut|descadastr|nao (contatar|contactar|enviar|perturbe|deseja|quer|aceit|receb)',
);
const bounce = any(
  'bounce|undeliver|invalid e?mail|e?mail invalid| cleaned ',
  'недостав|несуществ|unzustellbar|non ?delivr|rebot(e|ad)|rimbalz|respint|devolvid| npai ',
  '(bad|wrong|incorrect|ungultige|falsche|неверн[а-я]*|ошибочн[а-я]*) (e ?mail|adresse|адрес)|(e ?mail|adresse) (erronee?|invalide|incorrecte?) ',
);
const complaint = any('complain|spam|abuse|жалоб|спам|plainte|beschwerde| queja|reclamac|segnalazion');
/** Mail that somebody may want or not. */
const mailing = any(
  'newsletter|marketing|mailing| promo|advert|communication| news | offers |werbe|werbung|infolettre|lettre|рассыл|реклам|новост|publici|comercial|commercial|comunicac|comunicaz|boletin|bollettino|informativ|novidades|novedades',
);
const mail = any(' e?mails? | e?mailing |courriel|correos? |почт|письм[ао] | писем | posta ');
const permission = any(
  'consent|consens|permission|permit| opt(ed)? ?in |subscri(?!ber)| agree| accept| allow| want| receives? |recoi|recib[aei]|ricev[ei]|receb[ea]|empfang|erhalt|получа(ть|ет|ю)|einwillig|zustimm|erlaub|согласи|разреш|подпис(?!чик)|autoris|autoriz|acept|aceit',
);
/** A no in the words of a cell, for mail that the column's name tells of. */
const refused = any(
  ' denied | declined | rejected | refused | forbidden | disabled | switched off | stopped | none of | not (allow|allowed|permitted|given|granted|wanted) |отклонен| запрещен|нельзя|отключен|выключен|abgelehnt|verweigert|untersagt|deaktiviert|desactiv|disattivat|desativad|rechazad|denegad|rifiutat|negat[oa]|recusad|negad',
);
/** Words that also say who came to an event. */
const joining = any('angemeldet|abonn(?!ent)|inscri|iscri|suscri|assin(?!ante)');
const law = any(
  'consent|consens|permission|gdpr|dsgvo|rgpd|согласи|einwillig| opt ?in ',
  '^ (subscriptions?|abonnement|suscrip[a-z]*|inscri[a-z]*|iscri[a-z]*|assinatura) $',
);
/** Words that are used for many things, mail among them. */
const vagueWords = any(
  ' dnc | stop | junk | muted? | removed | left | inactive |contactable|mailable|reachable|marketable',
  ' (can|may) (be|we|i)? ?(e ?mail|contact)|keep me|informed| receive | recevoir | recibir | ricevere | receber | erhalten | получать ',
);
const state = any(
  ' status | state | availability |доступност| statut | etat | статус | состояние | estado | stato | situacao ',
);
const otherChannel = any(
  ' sms | phone | mobile | whatsapp | viber | telegram | push | call | calls | fax |телефон| смс |звон|telefon|anruf|appel|llamada',
);
/** How often, and not whether; or the way to it. */
const counted = any(
  ' count | number of | total | rate | score | bounces | complaints | unsubscribes | emails bounced | marketing contact status | links? | url | soft |количеств| число |anzahl',
);
const aside = any(
  ' reason| campaign| comments? | notes? | why | source | method | ip | id | text | version | title | type | details? | by | grund |kommentar| motif | motivo | quelle |причин|комментар|источник',
);
const dated = any(
  ' at | date | time | timestamp | on |дата|время|datum|zeitpunkt| fecha | data | ora | hora ',
);
const measured = any('verif|valid|deliver|open|click| last | sent ');
const negated = any(' not | never | nicht | не | non | no | nao ');

export function wishNamed(name: string): WishName | undefined {
  const words = spaced(wordsOfName(name));
  const isOfMail = mail.test(words);
  if (counted.test(words) || (otherChannel.test(words) && !isOfMail)) return undefined;
  const no = noMail(words);
  if (no !== undefined) return aside.test(words) || isTurned(words) ? 'doubtful' : no;
  if (mailing.test(words) || isOfMail)
    return mailWanted(words) ?? (vagueWords.test(words) ? 'vague' : undefined);
  if (vagueWords.test(words)) return 'vague';
  return law.test(words) && !aside.test(words) && !dated.test(words) ? 'perhaps' : undefined;
}

/** Whether a cell says in words of its own that somebody wants no mail or can get none: `Spam complaints`, `Mark as spam`. */
export const saysNoMail = (cell: string): boolean => {
  const parts = wordsOfName(cell);
  const words = spaced(parts);
  return parts.length <= 6 && !isTurned(words) && noMail(words) !== undefined;
};

/** Whether the words of a cell refuse mail, in a column that is about it: `Permission denied`, `Ne pas contacter`. */
export function refusesMail(cell: string): boolean {
  const parts = wordsOfName(cell);
  const words = spaced(parts);
  const isRefused = refused.test(words) && !isTurned(words.replace(refused, ' '));
  return saysNoMail(cell) || (parts.length <= 6 && isRefused);
}

/** Words as the patterns want them, with a blank on either side. */
const spaced = (words: string[]): string => ` ${words.join(' ')} `.replace(/ e mail/gu, ' email');

function noMail(words: string): WishName | undefined {
  if (out.test(words)) return 'optedOut';
  if (bounce.test(words)) return 'bounced';
  return complaint.test(words) ? 'complained' : undefined;
}

/** Whether a no is denied, or stands beside its contrary: `Not unsubscribed`, `Opt-in/opt-out`. */
function isTurned(words: string): boolean {
  const rest = words.replace(out, ' ').replace(bounce, ' ').replace(complaint, ' ');
  return negated.test(rest) || / opt ?in /u.test(rest);
}

function mailWanted(words: string): WishName | undefined {
  const isMailing = mailing.test(words);
  const isAsked = permission.test(words) || (isMailing && joining.test(words));
  if (isAsked && aside.test(words)) return 'doubtful';
  if (isAsked) return dated.test(words) ? undefined : negated.test(words) ? 'doubtful' : 'optedIn';
  if (state.test(words)) return measured.test(words) ? undefined : 'status';
  return isMailing && !aside.test(words) && !dated.test(words) ? 'perhaps' : undefined;
}
