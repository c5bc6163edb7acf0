import { randomUUID } from 'node:crypto';
import type { KeptSecrets } from '../../platform/secrets/kept-secrets.ts';
import type { WebhookAnswer } from '../../platform/values/webhook-answer.ts';
import type { VendorAnswer } from '../../platform/values/vendor-exchange.ts';
import type { WebhookClient } from '../../platform/webhook/post-webhook.ts';
import { truncatePlain } from '../../platform/webhook/truncate-plain.ts';
import { adapters } from '../domain/adapters/adapters.ts';
import { crmTypeOf, rotatesUntil, type Destination } from '../domain/destination.ts';
import { FileSettings, WebhookSettings } from '../domain/destination-settings.ts';
import { HandedOver } from '../domain/handed-over.ts';
import type { TalkEnd } from '../domain/talk.ts';
import { endOfWebhook } from '../domain/webhook-end.ts';
import { holdTalk, openLookupMemory, type LookupMemory, type TalkWays } from './hold-talk.ts';

/** Ways to other systems. */
export interface Outlets extends TalkWays {
  secrets: Pick<KeptSecrets, 'read'>;
  webhooks: Pick<WebhookClient, 'post'>;
  now: () => number;
  files: RunFiles;
}

/** Files of runs. */
export interface RunFiles {
  /** Has a run's file written, once; false while the run is still choosing its people. */
  write: (runId: string, settings: FileSettings) => Promise<boolean>;
}

/** One attempt: how it ended, and what is shown of it. */
export interface Attempted {
  end: TalkEnd;
  status?: number | undefined;
  error?: string | undefined;
  /** The beginning of the last answer. */
  answer?: string | undefined;
  durationMs: number;
}

/** What is handed over: `id` is the same at each attempt, and `body` the JSON that was fixed with the audience. */
export interface Message {
  id: string;
  body: string;
  /** Of which run it is. */
  runId: string;
  /** Tags of the rule, beside those of the destination. */
  tags?: string[] | undefined;
}

/** Reaches destinations; what their systems call their lists and fields is remembered. */
export interface Reach {
  handOver: (destination: Destination, message: Message) => Promise<Attempted>;
  /** Finds out whether the key is good and all is there that the settings name; a webhook gets a message that says so. */
  test: (destination: Destination) => Promise<Attempted>;
}

const ANSWER_LENGTH = 1000;
const ANSWER_BYTES = 8192;

const MOST_MEMORIES = 100;

/** The system has a key that cannot be read any more: whoever reads this has deleted it elsewhere. */
const noSecret: TalkEnd = {
  outcome: 'switched-off',
  reason: 'Its secret is gone. Give it another one.',
};

/** Opens the way to destinations. One is enough for a process. */
export function openReach(outlets: Outlets): Reach {
  const memories = new Map<string, LookupMemory>();
  const memoryOf = ({ id, version }: Destination) => {
    // Other settings may lead to another account.
    const name = `${id} ${version}`;
    const memory = memories.get(name) ?? openLookupMemory();
    if (memories.size > MOST_MEMORIES) memories.clear();
    memories.set(name, memory);
    return memory;
  };
  const secretOf = openSecretMemory(outlets.secrets);
  return {
    async handOver(destination, { id, body, tags = [], runId }) {
      if (destination.type === 'file') return intoFile(outlets, destination, runId);
      const secret = await secretOf(destination);
      if (secret === undefined) return { end: noSecret, durationMs: 0 };
      if (destination.type === 'webhook') return postTo(outlets, destination, secret, { id, body });
      const adapter = adapters[crmOf(destination)];
      const handedOver = HandedOver.parse(JSON.parse(body));
      const talk = () => adapter.handOver(destination.settings, secret.current, handedOver, tags);
      return shown(await holdTalk(outlets, talk, memoryOf(destination)));
    },
    async test(destination) {
      if (destination.type === 'file') return { end: { outcome: 'delivered' }, durationMs: 0 };
      const secret = await secretOf(destination);
      if (secret === undefined) return { end: noSecret, durationMs: 0 };
      if (destination.type === 'webhook')
        return postTo(outlets, destination, secret, testMessage(outlets.now()));
      const adapter = adapters[crmOf(destination)];
      // A test is there to see what has changed.
      const fresh = openLookupMemory();
      return shown(await holdTalk(outlets, () => adapter.check(destination.settings, secret.current), fresh));
    },
  };
}

const crmOf = ({ type }: Destination) => {
  const crm = crmTypeOf(type);
  if (!crm) throw new Error(`A destination of the type ${type} has no adapter.`);
  return crm;
};

/** A file holds all of a run: it is begun when the run knows its people, and whoever is among them is delivered with it. */
async function intoFile({ files }: Outlets, { settings }: Destination, runId: string): Promise<Attempted> {
  const isBegun = await files.write(runId, FileSettings.parse(settings));
  const end: TalkEnd = isBegun
    ? { outcome: 'delivered' }
    : { outcome: 'later', reason: 'The run is still choosing its people.' };
  return { end, ...(isBegun && { answer: 'In the file of the run.' }), durationMs: 0 };
}

type Secret = { current: string; previous?: string | undefined };

/** Secrets as they were read last; another round is read anew. */
function openSecretMemory(secrets: Outlets['secrets']) {
  const known = new Map<string, { round: number; secret: Secret }>();
  return async ({ id, secretRound }: Destination): Promise<Secret | undefined> => {
    const found = known.get(id);
    if (found?.round === secretRound) return found.secret;
    const secret = await secrets.read(id);
    if (secret) known.set(id, { round: secretRound, secret });
    return secret;
  };
}

async function postTo(
  { webhooks, now }: Outlets,
  destination: Destination,
  { current, previous }: Secret,
  { id, body }: Pick<Message, 'id' | 'body'>,
): Promise<Attempted> {
  const isRotating = previous !== undefined && rotatesUntil(destination, now()) !== undefined;
  const answer: WebhookAnswer = await webhooks.post({
    url: WebhookSettings.parse(destination.settings).url,
    secrets: isRotating ? [current, previous] : [current],
    id,
    body,
  });
  return webhookAttempted(answer);
}

/** One post of a webhook, as an attempt. */
export function webhookAttempted(answer: WebhookAnswer): Attempted {
  const end = endOfWebhook(answer);
  const { durationMs } = answer;
  return 'status' in answer
    ? { end, status: answer.status, answer: answer.bodyStart, durationMs }
    : { end, error: `${answer.error}: ${answer.message}`, durationMs };
}

function testMessage(nowMs: number): Pick<Message, 'id' | 'body'> {
  const body = { type: 'destination.test', timestamp: new Date(nowMs).toISOString(), data: {} };
  return { id: `test_${randomUUID().replaceAll('-', '')}`, body: JSON.stringify(body) };
}

function shown({
  end,
  last,
  durationMs,
}: {
  end: TalkEnd;
  last?: VendorAnswer | undefined;
  durationMs: number;
}): Attempted {
  if (last === undefined) return { end, durationMs };
  return 'status' in last
    ? {
        end,
        status: last.status,
        answer: truncatePlain(last.body.slice(0, ANSWER_BYTES), ANSWER_LENGTH),
        durationMs,
      }
    : { end, error: `${last.error}: ${last.message}`, durationMs };
}
