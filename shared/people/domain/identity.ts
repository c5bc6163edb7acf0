import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

const ID_BYTES = 16;

/**
 * The participant id of a new address: a keyed hash, so that registering and importing need no look-up, nobody exists
 * twice, and nobody without the key can tell whose id it is. The key never rotates.
 */
export function participantIdOf(identityKey: Uint8Array, emailKey: string): string {
  return idOf(identityKey, `email\n${emailKey}`);
}

/** The same for somebody who is known by their id in a messenger channel. */
export function participantIdInChannel(identityKey: Uint8Array, channel: string, externalId: string): string {
  return idOf(identityKey, `channel\n${channel}\n${externalId.normalize('NFC').trim()}`);
}

/** The id of somebody who is known by nothing that could be hashed: a person entered by name only. */
export function randomParticipantId(random: (bytes: number) => Uint8Array): string {
  return `par_${Buffer.from(random(ID_BYTES)).toString('hex')}`;
}

function idOf(identityKey: Uint8Array, name: string): string {
  const mac = createHmac('sha256', keyObjectOf(identityKey)).update(name).digest();
  return `par_${mac.toString('hex', 0, ID_BYTES)}`;
}

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** Node takes five times as long for a hash whose key comes as bytes, and imports and erasures make millions of them. */
function keyObjectOf(identityKey: Uint8Array): KeyObject {
  const known = keyObjects.get(identityKey);
  if (known !== undefined) return known;
  const made = createSecretKey(identityKey);
  keyObjects.set(identityKey, made);
  return made;
}
