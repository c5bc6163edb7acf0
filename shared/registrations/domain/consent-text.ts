import { hash } from 'node:crypto';
import type { Consent } from './registration.ts';

/** In bytes. What is shorter stays in the registration: apart it would save nothing. */
const SHORTEST_APART = 200;

/** Names one wording among those that an event's registrants agreed to. */
export const consentVersion = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22);

/**
 * Whether a text is kept once for all who agreed to it. One that repeats what the person said of themselves ("I, Ann
 * Miller, agree") is personal: it stays in their registration and goes with it.
 */
export function isKeptOnce({ text = '' }: Consent, said: readonly unknown[]): boolean {
  if (Buffer.byteLength(text) < SHORTEST_APART) return false;
  const words = text.toLowerCase();
  return !said.some((one) => typeof one === 'string' && one !== '' && words.includes(one.toLowerCase()));
}
