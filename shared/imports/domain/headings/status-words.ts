import type { Wish } from '../../../people/domain/wish.ts';

/** A wish that a file may bring along. */
export type RestrictingWish = keyof Pick<Wish, 'optedOutAt' | 'bouncedAt' | 'complainedAt' | 'blockedAt'>;

/** Words of other systems for people who get no mail, in seven languages; letters only. */
const restricting: Record<RestrictingWish, string> = {
  optedOutAt:
    'unsubscribed unsubscribe unsub optedout optout cancelledsubscription suppressed donotmail donotemail donotcontact отписан отписана отписался отписалась отписка отказался désabonné désabonnée désinscrit désinscrite desabonne desabonnee desinscrit desinscrite désinscription désabonnement abgemeldet abbestellt ausgetragen unterdrückt ausgeschlossen cancelled canceled redacted unsubscribes unsubscribers optouts optsout отписались отписавшиеся désabonnés abgemeldete unsubscribedbyuser unsubscribedbyadmin globallyunsubscribed globalunsubscribe donotsend removed baja dadodebaja dadadebaja desuscrito desuscrita cancelado cancelada desinscrito desinscrita descadastrado descadastrada disiscritto disiscritta cancellato cancellata annullato',
  bouncedAt:
    'bounced bounce bounces unreachable недоступен недоступна недоступно hardbounce hardbounced cleaned undeliverable invalid invalidemail недоставлено недоставляется отказ возврат недействителен несуществует очищен nondélivré nondelivre rejeté rejetée rejete nettoyé nettoyée invalide unzustellbar ungültig bereinigt zurückgewiesen hardbounces permanentbounce permanentlybounced nonexistent mailboxnotfound rebotado rebotada rebote devuelto devolvido devolvida rimbalzato respinto inválido inválida invalido invalida',
  complainedAt:
    'complained complaint spam spamcomplaint spamreport markedasspam abuse жалоба жалобанаспам пожаловался пожаловалась спам plainte plaint indésirable beschwerde spambeschwerde junk reportedspam reportedasspam complainer queja denuncia reclamação reclamo',
  blockedAt:
    'blocked blacklisted blocklisted blacklist blocklist banned заблокирован заблокирована чёрныйсписок черныйсписок вчёрномсписке вчерномсписке bloqué bloquée bloque bloquee listenoire surlistenoire gesperrt blockiert schwarzeliste denylisted denylist blockedbyuser bloqueado bloqueada listanegra bloccato bloccata listanera',
};

/** Words that do not stop mail. They do not lift an opt-out either. */
const harmless = new Set(
  'available доступен доступна доступно active subscribed subscriber confirmed verified enabled valid pending optin optedin deleted активен активна активный активно подписан подписана подписался подписалась подтверждён подтверждена подтвержден подтверждено ожидает вожидании ожидаетподтверждения actif active abonné abonnée abonne abonnee inscrit inscrite confirmé confirmée confirme vérifié vérifiée enattente activo activa ativo ativa attivo attiva suscrito suscrita inscrito inscrita iscritto iscritta confirmado confirmada confermato confermata pendiente pendente aktiv angemeldet abonniert abonnent bestätigt verifiziert ausstehend wartend'.split(
    ' ',
  ),
);

/** Words of other systems that leave open whether somebody may be written to: the organizer has to say. */
const unclear = new Set(
  'dnc donotcall inactive nonsubscribed notsubscribed neversubscribed unconfirmed unverified disabled suspended softbounce softbounced transactional notset notoptedin activationrequested archived expired inactivo inactiva inativo inativa inattivo inattiva nosuscrito nãoinscrito noniscritto неактивен неактивна неактивный неподписан неподписана неподтверждён неподтвержден inactif inactive nonabonné nonabonnée nonconfirmé inaktiv nichtangemeldet nichtabonniert unbestätigt nichtbestätigt'.split(
    ' ',
  ),
);

const wishByWord = new Map<string, RestrictingWish>(
  (['optedOutAt', 'bouncedAt', 'complainedAt', 'blockedAt'] as const).flatMap((wish) =>
    restricting[wish].split(' ').map((word) => [word, wish] as const),
  ),
);

/** The meaning of a cell in a status column: a wish that restricts mail, nothing, or unclear. */
export function readStatus(text: string): RestrictingWish | 'nothing' | 'unclear' | 'unknown' {
  const word = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  if (word === '') return text.trim() === '' ? 'nothing' : 'unknown';
  const wish = wishByWord.get(word);
  if (wish) return wish;
  if (harmless.has(word)) return 'nothing';
  return unclear.has(word) ? 'unclear' : 'unknown';
}

/** Whether it is a wish that restricts mail. */
export const isRestricting = (said: ReturnType<typeof readStatus>): said is RestrictingWish =>
  said !== 'nothing' && said !== 'unclear' && said !== 'unknown';

/** Whether a cell holds a word that statuses of mail have, even one that does not tell whether to write. */
export const isStatusWord = (cell: string): boolean => readStatus(cell) !== 'unknown';
