import type { Wish } from './wish.ts';

/** A wish that a file may bring along. */
export type LoweredWish = keyof Pick<Wish, 'optedOutAt' | 'bouncedAt' | 'complainedAt' | 'blockedAt'>;

/** What other systems call it when somebody gets no mail, in four languages; letters only. */
const lowering: Record<LoweredWish, string> = {
  optedOutAt:
    'unsubscribed unsubscribe optedout optout cancelledsubscription отписан отписана отписался отписалась отписка désabonné désabonnée désinscrit désinscrite desabonne desinscrit abgemeldet abbestellt ausgetragen',
  bouncedAt:
    'bounced bounce hardbounce hardbounced undeliverable недоставлено недоставляется отказ nondélivré nondelivre rejeté rejete unzustellbar zurückgewiesen',
  complainedAt:
    'complained complaint spam жалоба пожаловался пожаловалась спам plainte plaint beschwerde spambeschwerde',
  blockedAt:
    'blocked blacklisted blocklisted blacklist заблокирован заблокирована чёрныйсписок bloqué bloquée bloque listenoire gesperrt blockiert',
};

/** What says nothing against mail. It lifts nothing either. */
const harmless = new Set(
  'active subscribed confirmed enabled deleted активен активна активный подписан подписана actif active abonné abonnée abonne inscrit inscrite aktiv angemeldet abonniert bestätigt'.split(
    ' ',
  ),
);

const wishByWord = new Map<string, LoweredWish>(
  (['optedOutAt', 'bouncedAt', 'complainedAt', 'blockedAt'] as const).flatMap((wish) =>
    lowering[wish].split(' ').map((word) => [word, wish] as const),
  ),
);

/** What a status column's cell asks for: a wish to be lowered, nothing, or a word that nobody knows. */
export function readStatus(text: string): LoweredWish | 'nothing' | 'unknown' {
  const word = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  if (word === '') return text.trim() === '' ? 'nothing' : 'unknown';
  return wishByWord.get(word) ?? (harmless.has(word) ? 'nothing' : 'unknown');
}
