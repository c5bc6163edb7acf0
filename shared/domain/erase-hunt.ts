import { isEmailFault, parseEmail } from './email-address.ts';
import { participantIdInChannel, participantIdOf } from './identity.ts';

/** Whom one erasure looks for: ids only, so that the addresses themselves need not be kept to find them. */
export interface Hunted {
  ids: ReadonlySet<string>;
  /** Channels that one of them was known in; every word of a text may be an id there. */
  channels: readonly string[];
}

/** Told by what stands around an address in CSV, JSON, XML and plain text; bounded, since texts may be hostile. */
const addresses = /[^\s,;|"<>()[\]{}:=@]{1,65}@[^\s,;|"'<>()[\]{}:=&@]{1,260}/gu;
const ids = /par_[0-9a-f]{32}/g;
const words = /[^\t\r\n,;|"<>]+/gu;
const endings = /[.!?…]+$/u;

/** Whether a text names one of them: by an address that hashes to their id, by the id, or by their id in a channel. */
export function namesAnybody(text: string, { ids: hunted, channels }: Hunted, key: Uint8Array): boolean {
  if (hunted.size === 0) return false;
  for (const [word] of text.matchAll(addresses)) {
    // A quote may belong to a name (o'brien@…), or stand before it.
    if (isAddressOf(word, hunted, key) || isAddressOf(word.replace(/^'+/, ''), hunted, key)) return true;
  }
  for (const [id] of text.matchAll(ids)) if (hunted.has(id)) return true;
  if (channels.length === 0) return false;
  for (const [word] of text.matchAll(words)) {
    if (channels.some((channel) => hunted.has(participantIdInChannel(key, channel, word)))) return true;
  }
  return false;
}

function isAddressOf(word: string, hunted: ReadonlySet<string>, key: Uint8Array): boolean {
  const email = parseEmail(word.replace(endings, ''));
  return !isEmailFault(email) && hunted.has(participantIdOf(key, email.key));
}
