import { createHmac } from 'node:crypto';

const ID_BYTES = 16;

/**
 * The participant id that an address is born with: a keyed hash, so that registering and importing need no look-up,
 * nobody exists twice, and nobody without the key can tell whose id it is. The key never rotates.
 */
export function participantIdOf(identityKey: Uint8Array, emailKey: string): string {
  const mac = createHmac('sha256', identityKey).update(`email\n${emailKey}`).digest();
  return `par_${mac.toString('hex', 0, ID_BYTES)}`;
}
