import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mailKey } from '../../../shared/mail/table/mail-keys.ts';

interface Sender<C> {
  send: (command: C) => Promise<unknown>;
}

/**
 * The mails that one invocation handed to SES, until its ledger says what came of that: however the invocation ends, of the
 * others it is sure.
 */
export class UnrecordedMails {
  readonly #ids = new Set<string>();

  get ids(): string[] {
    return [...this.#ids];
  }

  /** A client of SES that notes what is handed over. */
  watchOutlet<C extends Sender<never>>(client: C): C {
    return watched(client, (command, send) => {
      if (command instanceof SendRawEmailCommand) this.#ids.add(command.input.Tags![0]!.Value!);
      return send();
    });
  }

  /** A client of the table that notes what was written down. */
  watchTable<C extends Sender<never>>(client: C): C {
    return watched(client, async (command, send) => {
      const answer = await send();
      for (const id of this.#ids) if (isWrittenBy(command, id)) this.#ids.delete(id);
      return answer;
    });
  }
}

/** A mail's claim is written before the mail is handed over; of what comes after, everything tells what came of it. */
function isWrittenBy(command: object, messageId: string): boolean {
  const { pk } = mailKey(messageId);
  const isOf = (key: Record<string, unknown> | undefined) => key?.['pk'] === pk;
  if (command instanceof UpdateCommand) return isOf(command.input.Key);
  if (!(command instanceof TransactWriteCommand)) return false;
  return (command.input.TransactItems ?? []).some(({ Update }) => isOf(Update?.Key));
}

function watched<C extends Sender<never>>(
  client: C,
  on: (command: object, send: () => Promise<unknown>) => Promise<unknown>,
): C {
  const send = (command: object) => on(command, () => client.send(command as never));
  return new Proxy(client, { get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)) });
}
