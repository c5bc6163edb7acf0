import { isEmailFault, parseEmail, type EmailAddress } from '../../platform/values/email-address.ts';
import { asWholeNumber, isShortenedNumber } from './cells/shortened-number.ts';
import type { CellContext } from './cells/import-cells.ts';
import type { CellFault, RowValues } from './cells/row-values.ts';
import type { ImportColumn } from './import-columns.ts';
import {
  channelIdentity,
  type InChannel,
  type ChannelIdentityFault,
} from '../../people/domain/channel-identity.ts';

interface Who {
  email?: EmailAddress;
  inChannel?: InChannel;
  /** The person's own id, where nothing else names them. */
  participantId?: string;
  /** Whether an id was left out that is of no channel we know. */
  isIdLeftOut?: boolean;
  faults: CellFault[];
}

/**
 * The person that a row names. A cell that was found faulty already does not count as missing. An unusable id beside an
 * address makes the row faulty only if the organizer mapped the column as one: by its name, a column `User ID` may as well
 * hold customer numbers.
 */
export function identifyRow(
  columns: ImportColumn[],
  values: RowValues,
  context: CellContext,
  found: CellFault[],
): Who {
  const email = values.email === '' ? undefined : parseEmail(values.email);
  const inChannel = channelOf(values, context);
  const faults = email && isEmailFault(email) ? [at(columns, 'email', email)] : [];
  const address = email && !isEmailFault(email) ? email : undefined;
  if (!inChannel) {
    if (!email && values.id !== undefined) return { participantId: values.id, faults };
    if (!email && found.every(({ index }) => columns[index]?.meaning !== 'externalId'))
      faults.push(nobody(columns));
    return { ...(address && { email: address }), faults };
  }
  if (!('code' in inChannel)) return { ...(address && { email: address }), inChannel, faults };
  if (address && !isChannelAsked(columns, context)) return { email: address, isIdLeftOut: true, faults };
  return {
    ...(address && { email: address }),
    faults: [...faults, at(columns, inChannel.column, inChannel)],
  };
}

const isChannelAsked = (columns: ImportColumn[], context: CellContext): boolean =>
  context.channel !== undefined ||
  columns.some(
    ({ meaning, isAsked }) => isAsked === true && (meaning === 'channel' || meaning === 'externalId'),
  );

/** Where the column of this meaning stands; the first one when there is none. */
export const positionOf = (columns: ImportColumn[], meaning: string): number =>
  Math.max(
    0,
    columns.findIndex((column) => column.meaning === meaning),
  );

type Fault = { code: string; message: string };

const at = (columns: ImportColumn[], meaning: string, { code, message }: Fault): CellFault => ({
  index: positionOf(columns, meaning),
  code,
  message,
});

function nobody(columns: ImportColumn[]): CellFault {
  return columns.some((column) => column.meaning === 'email')
    ? at(columns, 'email', { code: 'email-missing', message: 'The e-mail address is missing.' })
    : at(columns, 'externalId', { code: 'identifier-missing', message: 'The identifier is missing.' });
}

function channelOf(
  values: RowValues,
  context: CellContext,
): InChannel | (Fault & Pick<ChannelIdentityFault, 'column'>) | undefined {
  const externalId = asWholeNumber(values.details['externalId'] ?? '');
  if (externalId === '') return undefined;
  if (isShortenedNumber(externalId))
    return {
      column: 'externalId',
      code: 'identifier-cut',
      message:
        'A spreadsheet program has cut this number, as 2.2E+18: its last digits are lost. Format the column as text there, and enter or export the ids again.',
    };
  const channel = values.details['channel'] ?? context.channel;
  if (channel === undefined)
    return {
      column: 'externalId',
      code: 'channel-missing',
      message: 'The channel of this identifier is not told.',
    };
  return channelIdentity(channel, externalId);
}
