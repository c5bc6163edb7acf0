import type { Participant } from './participant.ts';
import type { Wish } from './wish.ts';

/** The item at the key of an address: its person, a pointer to the person, or the trace of somebody who was erased. */
export type IdentityRecord =
  | { kind: 'person'; person: Participant }
  | { kind: 'pointer'; to: string }
  | { kind: 'erased'; wish: Wish; erasedAt: string };
