import { randomUUID } from 'node:crypto';
import { AwsError, type AwsResponse, type AwsService, type Operation } from '../endpoint/aws-service.ts';
import type { Access } from '../iam/access.ts';
import { queryError, queryResponse } from '../endpoint/query-protocol.ts';
import type { BusEvent, LocalClock, MailDefinition } from '../seams/ports.ts';
import { makeMailEvents } from './mail-events.ts';
import type { MailStore } from './mail-store.ts';
import { type Message, readFormattedMessage, readRawMessage } from './read-message.ts';

interface SesParts {
  mail: MailDefinition;
  account: string;
  region: string;
  clock: LocalClock;
  store: MailStore;
  publish: (event: BusEvent) => void;
}

const namespace = 'http://ses.amazonaws.com/doc/2010-12-01/';
const mostRecipients = 50;
const largestBytes = 10 * 1024 * 1024;

/** SES (Query protocol): mails are caught, not sent; their events go to the bus. */
export function createSesService(parts: SesParts): AwsService {
  const arnOf = (kind: string, name: string): string =>
    `arn:aws:ses:${parts.region}:${parts.account}:${kind}/${name}`;
  return {
    name: 'ses',
    denied: { code: 'AccessDenied', status: 403 },
    throttled: { code: 'Throttling', status: 400, message: 'Maximum sending rate exceeded.' },
    formatError: queryError,
    async read({ body }): Promise<Operation> {
      const form = new URLSearchParams(body.toString());
      const name = form.get('Action') ?? '';
      if (name === 'GetSendQuota') return quotaQuestion(parts);
      if (name !== 'SendRawEmail' && name !== 'SendEmail') {
        const known = 'SendRawEmail, SendEmail and GetSendQuota';
        throw new AwsError('InvalidAction', `The local SES knows ${known}, not ${name}.`);
      }
      const message = name === 'SendRawEmail' ? await readRawMessage(form) : readFormattedMessage(form);
      const identity = findIdentity(parts.mail.identities, message.source);
      return {
        name,
        accesses: () => sendAccesses(`ses:${name}`, message, identity, arnOf),
        perform: () => Promise.resolve(send(parts, name, message, identity, arnOf)),
      };
    },
  };
}

/** More than one machine sends, so that it slows nothing down; what SES gives an account is another number. */
const quota = { MaxSendRate: '1000', Max24HourSend: '10000000' };
const dayMs = 24 * 60 * 60_000;

function quotaQuestion({ clock, store }: SesParts): Operation {
  const name = 'GetSendQuota';
  return {
    name,
    accesses: () => [{ action: `ses:${name}`, resource: '*' }],
    perform: () => {
      const sent = store.countSince(new Date(clock.now() - dayMs).toISOString());
      return Promise.resolve(queryResponse(name, namespace, { ...quota, SentLast24Hours: String(sent) }));
    },
  };
}

/** The identity that covers an address: itself, else its domain or a parent of it. */
function findIdentity(identities: string[], address: string): string | undefined {
  const [, domain = ''] = address.toLowerCase().split('@');
  const covers = (identity: string): boolean => domain === identity || domain.endsWith(`.${identity}`);
  return (
    identities.find((identity) => identity.toLowerCase() === address.toLowerCase()) ??
    identities.find((identity) => covers(identity.toLowerCase()))
  );
}

type ArnOf = (kind: string, name: string) => string;

function sendAccesses(
  action: string,
  message: Message,
  identity: string | undefined,
  arnOf: ArnOf,
): Access[] {
  const keys = { 'ses:FromAddress': [message.source], 'ses:Recipients': message.destination };
  const accesses: Access[] = [];
  if (identity !== undefined) accesses.push({ action, resource: arnOf('identity', identity), keys });
  if (message.configurationSet !== undefined) {
    accesses.push({ action, resource: arnOf('configuration-set', message.configurationSet), keys });
  }
  // The sandbox of SES, in which every account begins, asks for the right on each recipient's identity as well.
  for (const recipient of message.destination) {
    accesses.push({ action, resource: arnOf('identity', recipient), keys });
  }
  return accesses;
}

function send(
  parts: SesParts,
  name: string,
  message: Message,
  identity: string | undefined,
  arnOf: ArnOf,
): AwsResponse {
  const { configurationSet, source, destination } = message;
  refuseBadMessage(parts, message, identity);
  const messageId = `${parts.clock.now().toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
  const timestamp = new Date(parts.clock.now()).toISOString();
  const { subject, text, html } = message;
  parts.store.keep(
    { id: messageId, to: destination, from: source, subject, text, html, at: timestamp },
    message.raw,
  );
  const set = parts.mail.configurationSets.find((one) => one.name === configurationSet);
  if (set?.eventBridge === true) {
    const events = makeMailEvents({
      ...message,
      messageId,
      timestamp,
      account: parts.account,
      sourceArn: arnOf('identity', identity ?? ''),
      configurationSet: set.name,
      configurationSetArn: arnOf('configuration-set', set.name),
    });
    events.forEach(parts.publish);
  }
  return queryResponse(name, namespace, { MessageId: messageId });
}

function refuseBadMessage({ mail, region }: SesParts, message: Message, identity: string | undefined): void {
  const { source, destination, configurationSet, raw } = message;
  if (identity === undefined) {
    const text = `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${source}`;
    throw new AwsError('MessageRejected', text);
  }
  if (destination.length === 0)
    throw new AwsError('InvalidParameterValue', 'Missing final destination: no recipient.');
  if (destination.length > mostRecipients)
    throw new AwsError('InvalidParameterValue', `Recipient count exceeds ${mostRecipients}.`);
  if (raw.length > largestBytes)
    throw new AwsError(
      'InvalidParameterValue',
      `Message length is more than ${largestBytes} bytes long: ${raw.length}.`,
    );
  if (
    configurationSet !== undefined &&
    !mail.configurationSets.some((set) => set.name === configurationSet)
  ) {
    throw new AwsError(
      'ConfigurationSetDoesNotExist',
      `Configuration set <${configurationSet}> does not exist.`,
    );
  }
}
