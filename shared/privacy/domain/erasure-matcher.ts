import { withoutLast } from '../../platform/values/without-last.ts';
import { readChannelId } from '../../people/domain/channel-id.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { participantIdInChannel, participantIdOf } from '../../people/domain/identity.ts';

/** The people that one erasure looks for: ids only, so that the addresses themselves need not be stored to find them. */
export interface ErasedPeople {
  ids: ReadonlySet<string>;
  /** Channels that one of them had an id in; any word of a text may be an id there. */
  channels: readonly string[];
}

/**
 * A pattern for the addresses that we accept, whatever surrounds them: quotes of any language, `mailto:`, slashes. Bounded,
 * since texts may be hostile; the domain is only looked at, it may be the beginning of what follows.
 */
const addresses =
  /(?<local>[a-z0-9_'+.-]{1,65})@(?=(?<domain>(?:(?![$+<=>^`|~])[\p{L}\p{M}\p{N}\p{S}.\u00b7\u3002\uff0e\uff61-]){1,260}))/giu;
const ids = /par_[0-9a-f]{32}/g;
const words = /[^\t\r\n,;|"<>]+/gu;
/** Longer ones are no ids in a channel, nor links to them. */
const LONGEST_WORD = 1_000;
/** Zero-width signs and the like, which are not seen in an address. */
const unseen = /\p{Cf}/gu;
const written = /%40|\uff20/gu;

/** Whether a text names one of them: by an address that hashes to their id, by the id, or by their id in a channel. */
export function namesAnybody(
  text: string,
  { ids: hunted, channels }: ErasedPeople,
  key: Uint8Array,
): boolean {
  if (hunted.size === 0) return false;
  const plain = text.replace(unseen, '').replace(written, '@');
  for (const { groups } of plain.matchAll(addresses)) {
    for (const address of readingsOf(groups?.['local'] ?? '', groups?.['domain'] ?? ''))
      if (isAddressOf(address, hunted, key)) return true;
  }
  for (const [id] of text.matchAll(ids)) if (hunted.has(id)) return true;
  if (channels.length === 0) return false;
  for (const [word] of plain.matchAll(words)) {
    if (word.length > LONGEST_WORD) continue;
    for (const id of channelReadingsOf(word))
      for (const channel of channels) if (isInChannel(channel, id, hunted, key)) return true;
  }
  return false;
}

/** A quote may belong to a name (o'brien@…), or stand before it, as a dash may; letters of a sentence may follow. */
function* readingsOf(local: string, domain: string): Generator<string> {
  const locals = new Set([local, local.replace(/^'+/, ''), local.replace(/^['.-]+/, '')]);
  const latin = /^[a-z0-9.-]*/iu.exec(domain)?.[0] ?? '';
  const domains = new Set([domain, latin].map((one) => withoutLast(one, '.-')));
  for (const one of locals) for (const other of domains) yield `${one}@${other}`;
}

function isAddressOf(address: string, hunted: ReadonlySet<string>, key: Uint8Array): boolean {
  const email = parseEmail(address);
  return !isEmailFault(email) && hunted.has(participantIdOf(key, email.key));
}

/** The word itself, and the word without what our own files, or people, put around it. */
function channelReadingsOf(word: string): Set<string> {
  const bare = word.trim();
  return new Set([bare, withoutLast(bare.replace(/^'+/, ''), "'")]);
}

/** Links and numbers are read as an import reads them. */
function isInChannel(channel: string, word: string, hunted: ReadonlySet<string>, key: Uint8Array): boolean {
  const read = readChannelId(channel, word);
  const forms = 'externalId' in read ? new Set([word, read.externalId]) : [word];
  return [...forms].some((id) => hunted.has(participantIdInChannel(key, channel, id)));
}
