import type { Participant } from './participant.ts';
import type { Wish } from './wish.ts';

/** What stands at the key of an address: its person, the way to one, or the trace of somebody who was erased. */
export type IdentityRecord =
  | { kind: 'person'; person: Participant }
  | { kind: 'pointer'; to: string }
  | { kind: 'erased'; wish: Wish; erasedAt: string };
