import { ThrottlingException } from '@aws-sdk/client-scheduler';
import type { FaultRule } from '../../../infra/local/seams/ports.ts';
import { dispatchChanges } from '../../../functions/dispatcher/dispatch-changes.ts';
import { sweep } from '../../../functions/sweeper/sweeps.ts';
import { isMailSent } from '../../../shared/mail/table/mail-items.ts';
import { MailFeedback } from '../../../shared/mail/usecases/on-mail-feedback.ts';
import { RetryLater } from '../../../shared/platform/problems/retry-later.ts';
import { createWebhookClient, type WebhookClient } from '../../../shared/platform/webhook/post-webhook.ts';
import { emptyBuckets } from '../empty-buckets.ts';
import { NOW } from '../factories.ts';
import type { LocalAws } from '../local-aws.ts';
import { DoomedProcess } from '../processes/doomed-process.ts';
import { startTestReceiver, type TestReceiver } from '../test-receiver.ts';
import { TestQueue } from '../test-queue.ts';
import { TestScheduler } from '../time/test-scheduler.ts';
import { wipeTable } from '../wipe-table.ts';
import { openParts, workOn, type WorldParts } from '../time/world-functions.ts';
import { showAllWrites } from './aws-troubles.ts';
import { SplitStream } from './split-stream.ts';
import { UnrecordedMails } from './unrecorded-mails.ts';

const MINUTE = 60_000;
/** After what time SQS shows a message again whose function died or failed. */
const VISIBILITY_MS = 6 * MINUTE;
/** After what time one comes again whose work said that it is for later. */
const POSTPONED_MS = 20_000;
/** As the stage says of its queues. */
const RECEIVES = { confirmations: 60, bulk: 60, jobs: 5, schedules: 5, deliveries: 5, seats: 5 } as const;
const SWEEP_EVERY = 5 * MINUTE;
const AT_ONCE = 3;
/** The table's keys were split. */
const LANES = 3;
const BATCH = 40;

export type QueueName = keyof typeof RECEIVES;
const queueNames = Object.keys(RECEIVES) as QueueName[];

/** How likely each fault is, per invocation, message or call. */
export interface Chances {
  /** An invocation is killed at one of its calls, before or after it took effect. */
  dies: number;
  /** A queue refuses one entry of a batch. */
  refuses: number;
  /** A message comes twice. */
  twice: number;
  /** A message is late, by up to ten minutes. */
  late: number;
  /** EventBridge does not tell what became of a mail. */
  untold: number;
}

export const noChances: Chances = { dies: 0, refuses: 0, twice: 0, late: 0, untold: 0 };

export interface CaughtMail {
  to: string;
  messageId: string;
}

/** All functions on one clock, in this process: the engines are real, and whatever can go wrong does by a seed. */
export class FaultWorld {
  readonly aws: LocalAws;
  now = NOW;
  chances = noChances;
  readonly queues: Record<QueueName, TestQueue>;
  readonly scheduler: TestScheduler;
  readonly receiver: TestReceiver;
  readonly mails: CaughtMail[] = [];
  /** Calls to SES of which their caller did not get so far as to write down what came of them, by message. */
  readonly unsure = new Map<string, number>();
  /** Messages whose function died or failed at them. */
  readonly interrupted: unknown[] = [];
  readonly ended = { done: 0, later: 0, failed: 0, died: 0 };
  /** How often functions worked on each kind of work, and how often they did not come to its end. */
  readonly worked = new Map<string, { times: number; interrupted: number }>();
  readonly #webhooks: WebhookClient;
  readonly #feedback: TestQueue;
  readonly #draw: () => number;
  readonly #stream: SplitStream;
  #seed = 0;
  #rules: FaultRule[] = [];
  #lastSweep = NOW;

  private constructor(aws: LocalAws, receiver: TestReceiver, draw: () => number) {
    this.aws = aws;
    this.receiver = receiver;
    this.#draw = draw;
    this.#stream = new SplitStream(aws.stream, LANES, draw);
    const queue = (mostReceives: number) => {
      const made = new TestQueue(() => this.now, mostReceives);
      made.refuses = () => this.happens('refuses');
      made.lateMs = () => (this.happens('late') ? draw() * 10 * MINUTE : 0);
      return made;
    };
    this.queues = Object.fromEntries(queueNames.map((name) => [name, queue(RECEIVES[name])])) as Record<
      QueueName,
      TestQueue
    >;
    this.#feedback = queue(3);
    this.scheduler = new TestScheduler(
      () => this.now,
      (input) => {
        this.queues.schedules.push(input);
      },
    );
    this.scheduler.before = () => {
      if (this.happens('refuses'))
        throw new ThrottlingException({ $metadata: {}, message: 'Slow down.', Message: 'Slow down.' });
    };
    this.#webhooks = createWebhookClient({ exemptHosts: ['127.0.0.1'] });
  }

  static async open(aws: LocalAws, draw: () => number): Promise<FaultWorld> {
    aws.faults.set(0, []);
    const world = new FaultWorld(aws, await startTestReceiver(), draw);
    await wipeTable(aws.table);
    await emptyBuckets(aws);
    await world.#stream.skip();
    aws.mailbox.clear();
    return world;
  }

  async close(): Promise<void> {
    this.aws.faults.set(0, []);
    await this.#webhooks.close();
    await this.receiver.stop();
  }

  happens(what: keyof Chances): boolean {
    return this.#draw() < this.chances[what];
  }

  /** From now on these faults happen; none: everything works. */
  trouble(seed: number, chances: Chances, rules: FaultRule[]): void {
    this.chances = chances;
    this.#seed = seed;
    this.#rules = rules;
    this.aws.faults.set(seed, rules);
  }

  /** Lets everything work for so long, sweeps and fires in the order of time. */
  async advance(ms: number, sweepEvery = SWEEP_EVERY): Promise<void> {
    const until = this.now + ms;
    await this.settle();
    while (this.now < until) {
      const sweepAt = this.#lastSweep + sweepEvery;
      await this.#moveTo(Math.max(this.now, Math.min(sweepAt, this.#nextAt(), until)));
      this.scheduler.fireDue();
      if (this.now >= sweepAt) {
        this.#lastSweep = this.now;
        await this.#sweep();
      }
      await this.settle();
    }
  }

  /** Reads the stream and works the queues until nothing is left that can be worked on now. */
  async settle(): Promise<void> {
    while ((await this.#dispatch()) || (await this.#work()) || (await this.#tell())) continue;
  }

  /** An act of somebody at the API, whose function may die. Answers whether it was told to be done. */
  async request(act: (parts: WorldParts) => Promise<unknown>, attempts = 1): Promise<boolean> {
    for (let attempt = 1; attempt <= attempts; attempt += 1)
      if ((await this.#invoke(act)) === 'done') return true;
    return false;
  }

  /** Minutes pass, mostly: what was written before, indexes show by then. */
  async #moveTo(now: number): Promise<void> {
    this.now = now;
    if (!this.#rules.some(({ kind }) => kind === 'stale-index')) return;
    await showAllWrites(this.aws);
    this.aws.faults.set((this.#seed += 1), this.#rules);
  }

  #nextAt(): number {
    const times = [this.scheduler.nextDue(), ...this.#all().map((queue) => queue.nextVisibleAt())];
    return Math.min(...times.filter((at) => at !== undefined), Infinity);
  }

  #all(): TestQueue[] {
    return [...Object.values(this.queues), this.#feedback];
  }

  async #invoke(act: (parts: WorldParts) => Promise<unknown>): Promise<keyof FaultWorld['ended']> {
    const doomed = this.happens('dies')
      ? new DoomedProcess(1 + Math.floor(this.#draw() ** 2 * 40), this.#draw() < 0.5)
      : new DoomedProcess(0, false);
    const mails = new UnrecordedMails();
    const parts = openParts(this, doomed, this.#webhooks, () => this.#draw(), mails);
    const outcome = await act(parts).then(
      () => 'done' as const,
      (error: unknown) => (error instanceof RetryLater ? ('later' as const) : ('failed' as const)),
    );
    const ended = doomed.isDead ? 'died' : outcome;
    this.ended[ended] += 1;
    for (const id of mails.ids)
      // Its end may stand there although no answer ever said so.
      if (!(await isMailSent(this.aws.untroubled, id))) this.unsure.set(id, (this.unsure.get(id) ?? 0) + 1);
    this.#collectMails();
    return ended;
  }

  async #dispatch(): Promise<boolean> {
    const batch = await this.#stream.next(BATCH);
    if (!batch) return false;
    const { changes } = batch;
    const ended = await this.#invoke(async (parts) => {
      const failed = await dispatchChanges({ ...parts, ...parts.queues }, changes);
      if (failed.length > 0) throw new Error('Some changes have to come again.');
    });
    // A batch that failed comes again, and now and then one that did not.
    if (ended === 'done' && !this.happens('twice')) batch.done();
    return true;
  }

  async #sweep(): Promise<void> {
    await this.#invoke((parts) => sweep({ ...parts, ...parts.queues, givenUp: {} }));
  }

  async #work(): Promise<boolean> {
    const ready = queueNames.filter((name) => this.queues[name].isReady());
    const taken = Array.from({ length: AT_ONCE }, () => {
      const name = ready[Math.floor(this.#draw() * ready.length)];
      if (name && this.happens('twice')) this.queues[name].duplicate(Math.floor(this.#draw() * 1000));
      const message = name && this.queues[name].take();
      return message ? [{ name, message }] : [];
    }).flat();
    await Promise.all(
      taken.map(async ({ name, message }) => {
        const ended = await this.#invoke((parts) => workOn(name, message.body, parts));
        const isInterrupted = ended === 'died' || ended === 'failed';
        if (isInterrupted) this.interrupted.push(message.body);
        this.#count(workIn(name, message.body), isInterrupted);
        if (ended === 'later') message.again(POSTPONED_MS);
        else if (ended !== 'done') message.again(VISIBILITY_MS);
      }),
    );
    return ready.length > 0;
  }

  #count(kind: string, isInterrupted: boolean): void {
    const { times, interrupted } = this.worked.get(kind) ?? { times: 0, interrupted: 0 };
    this.worked.set(kind, { times: times + 1, interrupted: interrupted + (isInterrupted ? 1 : 0) });
  }

  /** EventBridge tells what became of mails, at its leisure. */
  async #tell(): Promise<boolean> {
    const message = this.#feedback.take();
    if (!message) return false;
    const ended = await this.#invoke((parts) => parts.feedback(MailFeedback.parse(message.body)));
    if (ended !== 'done') message.again(MINUTE);
    return true;
  }

  #collectMails(): void {
    for (const { id, to } of this.aws.mailbox.list().toReversed()) {
      const raw = Buffer.from(this.aws.mailbox.raw(id)!).toString('utf8');
      const messageId = /^Message-ID:\s*<([^@]+)@/im.exec(raw)![1]!;
      this.mails.push({ to: to[0]!, messageId });
      const mail = { messageId: id, tags: { message: [messageId] } };
      if (!this.happens('untold')) this.#feedback.push({ eventType: 'Send', mail });
    }
    this.aws.mailbox.clear();
  }
}

/** What a message is about: the kind of its mails, or of its job, by the beginning of its id. */
function workIn(queue: QueueName, body: unknown): string {
  const message = body as Record<string, unknown>;
  const [mails] = ['fire', 'news', 'mailing'].filter((name) => queue === 'bulk' && name in message);
  const [job] = typeof message['jobId'] === 'string' ? message['jobId'].split('_') : [];
  return mails ?? job ?? queue;
}
