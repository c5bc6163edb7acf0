import type { ImportMode } from './import-options.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { InChannel } from '../../people/domain/channel-identity.ts';

/** One run of an import: a cancelled import that is started again begins with a new run. */
export interface ImportRun {
  importId: string;
  run: number;
  mode: ImportMode;
  /** ISO 8601; when wishes that the file brings along are noted. */
  at: string;
  /** The id of the address that mail to somebody goes to. */
  addressIdOf: (person: Pick<Participant, 'email'>) => string | undefined;
  /** The identity of somebody in a channel. */
  channelIdOf: (inChannel: InChannel) => string;
}
