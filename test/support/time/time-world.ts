import { randomBytes } from 'node:crypto';
import { seedRandom } from '../../../infra/local/endpoint/faults.ts';
import type { Event } from '../../../shared/events/domain/event.ts';
import { DeliveryRetry } from '../../../shared/handovers/domain/delivery-retry.ts';
import { Fire } from '../../../shared/rules/domain/fire.ts';
import { HandoverRule } from '../../../shared/handovers/domain/handover-rule.ts';
import { ReminderRule } from '../../../shared/mail/domain/reminder-rule.ts';
import type { Session } from '../../../shared/events/domain/session.ts';
import type { SessionDraft } from '../../../shared/events/domain/session-draft.ts';
import {
  openRetrySchedules,
  type RetrySchedules,
} from '../../../shared/handovers/usecases/retry-schedules.ts';
import { getEvent } from '../../../shared/events/table/event-items.ts';
import { getRegistration } from '../../../shared/registrations/table/registration-items.ts';
import { getSession } from '../../../shared/events/table/session-items.ts';
import { cancelRegistration } from '../../../shared/registrations/usecases/cancel-registration.ts';
import { cancelSession, changeSession } from '../../../shared/events/usecases/change-session.ts';
import { deliver, DeliveryMessage } from '../../../shared/handovers/usecases/deliver.ts';
import { dispatchChanges } from '../../../functions/dispatcher/dispatch-changes.ts';
import { planSchedules, SchedulePlan } from '../../../shared/rules/usecases/plan-schedules.ts';
import { HappenedTo } from '../../../shared/handovers/domain/happening.ts';
import { onHappened } from '../../../shared/handovers/usecases/on-happened.ts';
import { sendWaiting, SwitchedOn } from '../../../shared/handovers/usecases/send-waiting.ts';
import { openReach, type Reach } from '../../../shared/destinations/usecases/reach-destination.ts';
import { createVendorClient, type VendorClient } from '../../../shared/platform/webhook/call-vendor.ts';
import { openRunFiles } from '../../../shared/exports/usecases/run-file.ts';
import { queueRetries } from '../../../shared/handovers/usecases/queue-retries.ts';
import { register } from '../../../shared/registrations/usecases/register.ts';
import { ruleRuns } from '../../../functions/schedules/rule-runs.ts';
import { runRule, type RunSizes } from '../../../shared/rules/usecases/run-rule.ts';
import { ReminderMessage, sendReminders } from '../../../shared/mail/usecases/send-reminders.ts';
import { redriveRun } from '../../../shared/handovers/usecases/redrive-run.ts';
import { setHandovers } from '../../../shared/handovers/usecases/set-handovers.ts';
import { setReminders } from '../../../shared/mail/usecases/set-reminders.ts';
import { SeatMessage } from '../../../shared/registrations/usecases/wake-allocator.ts';
import { sweep, type Swept } from '../../../functions/sweeper/sweeps.ts';
import { ruleKinds } from '../../../shared/registries/rule-kinds.ts';
import { onFireMissed, onScheduleFired } from '../../../shared/rules/usecases/on-schedule-fired.ts';
import { createWebhookClient, type WebhookClient } from '../../../shared/platform/webhook/post-webhook.ts';
import { passRefusal, type AwsTroubles } from '../faults/aws-troubles.ts';
import { SplitStream } from '../faults/split-stream.ts';
import { DoomedProcess } from '../processes/doomed-process.ts';
import { NOW, post, testAct } from '../factories.ts';
import type { LocalAws } from '../local-aws.ts';
import { idOf, linkKeys, publicOrigin } from '../registrants.ts';
import { memorySecrets } from '../memory-secrets.ts';
import { identityKey } from '../run-jobs.ts';
import { allocate } from '../seats/seat-world.ts';
import { startTestReceiver, type TestReceiver } from '../test-receiver.ts';
import { rounds } from '../rounds.ts';
import { TestQueue } from '../test-queue.ts';
import { TestScheduler } from './test-scheduler.ts';
import { wipeTable } from '../wipe-table.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** How far apart the sweeps of a walk are where only their number is at stake: a day's run makes six, the long run all. */
export const sweepsOver = (ms: number, every: number): number => Math.max(every, ms / rounds(ms / every, 6));
/** A zone that is UTC all the year. */
export const UTC_ZONE = 'Africa/Abidjan';

/** After what time SQS shows a message again whose function died or failed. */
const VISIBILITY_MS = 90_000;
const QUEUES = ['seats', 'schedules', 'runs', 'bulk', 'deliveries', 'confirmations', 'jobs'] as const;
const WORKED = ['seats', 'schedules', 'bulk', 'deliveries'] as const;
type QueueName = (typeof QUEUES)[number];
export type Worker = (typeof WORKED)[number] | 'stream' | 'sweeper';

/** The n-th call of the next invocation for a queue is its last, before or after it took effect. */
export interface Death {
  of: Worker;
  atCall: number;
  afterEffect: boolean;
}

/** One invocation, as it ended. */
export interface Invocation {
  queue: Worker;
  body?: unknown;
  ended: 'done' | 'failed' | 'died';
}

export interface SentMail {
  to: string;
  messageId: string;
  subject: string;
  text: string;
  at: number;
}

/** What AWS does to the world besides: to its table, and in how many lanes its stream comes. */
interface WorldOptions {
  troubles?: AwsTroubles;
  lanes?: number;
  /** How many registrations runs read at once, and walk alone. */
  sizes?: RunSizes;
}

/** So small that runs of a few people are large ones, which several walk. */
const SMALL: RunSizes = { page: 1, alone: 2 };

/** What runs by itself, on one clock: the stream's reader, the queues' functions, the scheduler, the sweeper. */
export class TimeWorld {
  readonly aws: LocalAws;
  now = NOW;
  readonly queues: Record<QueueName, TestQueue>;
  readonly scheduler: TestScheduler;
  readonly receiver: TestReceiver;
  readonly fires: Fire[] = [];
  readonly mails: SentMail[] = [];
  readonly invocations: Invocation[] = [];
  /** Fires that come now are kept back instead of being queued. */
  heldFires: Fire[] | undefined;
  death: Death | undefined;
  /** Those that are stuck: what comes for them waits. */
  readonly jammed = new Set<Worker>();
  jitter = 0;
  readonly #webhooks: WebhookClient;
  readonly #vendors: VendorClient;
  /** Those of the invocation at work. */
  #hands: { webhooks: WebhookClient; vendors: VendorClient };
  readonly #reach: Reach;
  /** What destinations let us in by. */
  readonly secrets = memorySecrets();
  readonly #retries: RetrySchedules;
  /** Whether a walk through due retries may go on to its next page. */
  mayWalkOn = true;
  readonly #stream: SplitStream;
  readonly #troubles: AwsTroubles | undefined;
  readonly #sizes: RunSizes;
  /** Until when indexes show what was written. */
  #shownUntil = NOW;
  #slices = 0;

  private constructor(
    aws: LocalAws,
    receiver: TestReceiver,
    { troubles, lanes = 1, sizes = SMALL }: WorldOptions,
  ) {
    this.aws = aws;
    this.#sizes = sizes;
    this.#troubles = troubles;
    this.#stream = new SplitStream(aws.stream, lanes, seedRandom(lanes));
    this.receiver = receiver;
    const clock = () => this.now;
    const queue = () => new TestQueue(clock);
    const schedules = queue();
    this.queues = {
      seats: queue(),
      schedules,
      // Worked by one function; which of the two comes first does not matter here.
      runs: schedules,
      bulk: queue(),
      deliveries: queue(),
      confirmations: queue(),
      jobs: queue(),
    };
    this.scheduler = new TestScheduler(clock, (input) => {
      if ('fire' in input) this.fires.push(input.fire);
      if ('fire' in input && this.heldFires) this.heldFires.push(input.fire);
      else this.queues.schedules.push(input);
    });
    this.#retries = openRetrySchedules(this.scheduler.group);
    this.#webhooks = createWebhookClient({ exemptHosts: ['127.0.0.1'] });
    this.#vendors = createVendorClient({ exemptHosts: ['127.0.0.1'] });
    this.#hands = { webhooks: this.#webhooks, vendors: this.#vendors };
    this.#reach = openReach({
      secrets: this.secrets,
      webhooks: { post: (message) => this.#hands.webhooks.post(message) },
      vendors: { call: (call) => this.#hands.vendors.call(call) },
      files: {
        write: (runId, settings) => openRunFiles({ table: aws.table, now: clock }).write(runId, settings),
      },
      pause: (ms) => Promise.resolve(void (this.now += ms)),
      now: clock,
    });
  }

  static async open(aws: LocalAws, options: WorldOptions = {}): Promise<TimeWorld> {
    const world = new TimeWorld(aws, await startTestReceiver(), options);
    // The sweeper looks at everything there is: worlds must not see each other.
    await wipeTable(aws.table);
    await world.skipStream();
    aws.mailbox.clear();
    return world;
  }

  async close(): Promise<void> {
    await this.#webhooks.close();
    await this.#vendors.close();
    await this.receiver.stop();
  }

  get clock() {
    return () => this.now;
  }

  /** Lets what others wrote to the table pass by. */
  skipStream(): Promise<void> {
    return this.#stream.skip();
  }

  /** What a person does who is told to try again, and does. */
  patiently<T>(act: () => Promise<T>): Promise<T> {
    return this.#troubles ? this.#troubles.patiently(act) : act();
  }

  /** Where minutes have passed, indexes show what was written before. */
  async #showIndexes(): Promise<void> {
    if (this.now === this.#shownUntil) return;
    this.#shownUntil = this.now;
    await this.#troubles?.timePasses();
  }

  // What people do.

  get planDeps() {
    const secrets = this.secrets;
    return { table: this.aws.table, now: this.clock, random: randomBytes, secrets, ...filterDeps };
  }

  setReminders(eventId: string, rules: Record<string, unknown>[]) {
    const wanted = rules.map((rule) => ReminderRule.parse(rule));
    return this.patiently(() => setReminders(this.planDeps, eventId, wanted, undefined));
  }

  setHandovers(eventId: string, rules: Record<string, unknown>[]) {
    const wanted = rules.map((rule) =>
      HandoverRule.parse({ destination: { type: 'webhook', url: this.receiver.url }, ...rule }),
    );
    const by = { organizer: { id: 'anna', role: 'admin' as const } };
    return this.patiently(() => setHandovers(this.planDeps, eventId, wanted, by));
  }

  /** Asks for all again that failed in a run. */
  redrive(eventId: string, ruleId: string, runId: string): Promise<number> {
    const deps = { table: this.aws.table, now: this.clock };
    return this.patiently(() => redriveRun(deps, { runId, eventId, ruleId }, { which: 'failed' }));
  }

  async register(event: Event, session: Session, email: string): Promise<string> {
    const request = post({ email, sessionIds: [session.id] });
    const deps = { table: this.aws.table, identityKey, now: this.clock };
    await this.patiently(() => register(deps, { event, request }));
    return idOf(email);
  }

  async cancelRegistration(sessionId: string, participantId: string): Promise<void> {
    await this.patiently(async () => {
      const registration = await getRegistration(this.aws.table, sessionId, participantId);
      if (registration) await cancelRegistration(this.aws.table, registration, testAct);
    });
  }

  async changeSession(sessionId: string, change: SessionDraft): Promise<Session> {
    const session = (await getSession(this.aws.untroubled, sessionId))!;
    const event = (await getEvent(this.aws.untroubled, session.eventId))!;
    return this.patiently(() => changeSession(this.planDeps, event, session, change));
  }

  async cancelSession(sessionId: string): Promise<Session> {
    const session = (await getSession(this.aws.untroubled, sessionId))!;
    return this.patiently(() => cancelSession(this.planDeps, session));
  }

  // What happens by itself.

  /** Reads the stream and works the queues until nothing is left that can be worked on now. */
  async settle(): Promise<void> {
    await this.#showIndexes();
    do while (await this.#work()) continue;
    while (await this.#dispatch());
  }

  /** Fires and delays in the order of time, everything settled at each; with a sweep after each `sweepEvery`. */
  async advance(ms: number, sweepEvery?: number): Promise<void> {
    const until = this.now + ms;
    await this.settle();
    for (let swept = this.now; ;) {
      const sweepAt = sweepEvery === undefined ? Infinity : swept + sweepEvery;
      const next = Math.min(sweepAt, this.#nextAt() ?? Infinity, until);
      this.now = Math.max(this.now, next);
      this.scheduler.fireDue();
      if (this.now === sweepAt) {
        swept = this.now;
        await this.sweep();
      }
      await this.settle();
      if (this.now >= until) return;
    }
  }

  /** Lets time pass while every function is stuck: schedules fire, nothing is worked on. */
  pass(ms: number): void {
    this.now += ms;
    this.scheduler.fireDue();
  }

  /** Nothing taken up: also when the sweeper died at it. */
  async sweep(): Promise<Swept> {
    await this.#showIndexes();
    const doomed = this.#process('sweeper');
    const swept = sweep({
      table: { ...this.aws.table, client: doomed.part(this.aws.table.client) },
      imports: this.aws.imports,
      jobs: this.#queue(doomed, 'jobs'),
      seats: this.#queue(doomed, 'seats'),
      schedules: this.#queue(doomed, 'schedules'),
      runs: this.#queue(doomed, 'runs'),
      deliveries: this.#queue(doomed, 'deliveries'),
      confirmations: this.#queue(doomed, 'confirmations'),
      bulk: this.#queue(doomed, 'bulk'),
      deadMails: this.aws.deadMails,
      deadSeats: this.queues.seats.deadQueue,
      givenUp: {},
      now: this.clock,
    });
    return swept.catch((error: unknown) => {
      if (!doomed.isDead) passRefusal(error);
      this.invocations.push({ queue: 'sweeper', ended: 'died' });
      return { jobs: 0, files: 0, deliveries: 0, lines: 0, fires: 0, purges: 0, mails: 0, deadMails: 0 };
    });
  }

  #nextAt(): number | undefined {
    const times = [
      this.scheduler.nextDue(),
      ...WORKED.map((name) => this.queues[name].nextVisibleAt()),
    ].filter((at) => at !== undefined);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  #process(worker: Worker): DoomedProcess {
    if (this.death?.of !== worker) return new DoomedProcess(0, false);
    const { atCall, afterEffect } = this.death;
    this.death = undefined;
    return new DoomedProcess(atCall, afterEffect);
  }

  #queue(doomed: DoomedProcess, name: QueueName) {
    const { client, url } = this.queues[name].queue;
    return { client: doomed.part(client), url };
  }

  async #dispatch(): Promise<boolean> {
    if (this.jammed.has('stream')) return false;
    const batch = await this.#stream.next(100);
    if (!batch) return false;
    const doomed = this.#process('stream');
    const deps = {
      table: { ...this.aws.table, client: doomed.part(this.aws.table.client) },
      failures: this.aws.failures,
      ...(Object.fromEntries(QUEUES.map((name) => [name, this.#queue(doomed, name)])) as Record<
        QueueName,
        TestQueue['queue']
      >),
    };
    const failed = await dispatchChanges(deps, batch.changes).catch(() => ['all']);
    const ended = doomed.isDead ? 'died' : failed.length > 0 ? 'failed' : 'done';
    this.invocations.push({ queue: 'stream', ended });
    if (ended === 'done') batch.done();
    return true;
  }

  async #work(): Promise<boolean> {
    for (const queue of WORKED) {
      const message = this.jammed.has(queue) ? undefined : this.queues[queue].take();
      if (!message) continue;
      const doomed = this.#process(queue);
      const outcome = await this.#handle(queue, message.body, doomed).then(
        () => 'done' as const,
        () => 'failed' as const,
      );
      const ended = doomed.isDead ? 'died' : outcome;
      this.invocations.push({ queue, body: message.body, ended });
      if (ended !== 'done') message.again(VISIBILITY_MS);
      if (queue === 'bulk') this.#collectMails();
      return true;
    }
    return false;
  }

  async #handle(queue: (typeof WORKED)[number], body: unknown, doomed: DoomedProcess): Promise<unknown> {
    const table = { ...this.aws.table, client: doomed.part(this.aws.table.client) };
    const deps = { table, now: this.clock };
    if (queue === 'seats') return allocate(table, { id: SeatMessage.parse(body).sessionId }, this.clock);
    if (queue === 'bulk') {
      if (!isReminder(body)) return undefined;
      const outlet = { ...this.aws.outlet, client: doomed.part(this.aws.outlet.client) };
      const from = { address: 'hello@example.com', name: 'Turnout' };
      return sendReminders({ ...deps, outlet, linkKeys, publicOrigin, from }, ReminderMessage.parse(body));
    }
    if (queue === 'deliveries') {
      const webhooks = doomed.part(this.#webhooks, 'post');
      const deliveries = this.#queue(doomed, 'deliveries');
      const retries = doomed.part(this.#retries, 'ensure');
      this.#hands = { webhooks, vendors: doomed.part(this.#vendors, 'call') };
      const reach = this.#reach;
      return deliver(
        { ...deps, webhooks, reach, deliveries, retries, jitter: () => this.jitter },
        DeliveryMessage.parse(body),
      );
    }
    const message = body as {
      plan?: unknown;
      fire?: unknown;
      missed?: unknown;
      retry?: unknown;
      happened?: unknown;
      switchedOn?: unknown;
      jobId?: string;
    };
    if (message.plan) {
      const { group } = this.scheduler;
      const schedules = { ...group, client: doomed.part(group.client) };
      return planSchedules({ ...deps, schedules }, SchedulePlan.parse(message.plan));
    }
    if (message.fire) return onScheduleFired({ ...deps, ruleKinds }, Fire.parse(message.fire));
    if (message.missed) return onFireMissed({ ...deps, ruleKinds }, Fire.parse(message.missed));
    const schedules = this.#queue(doomed, 'schedules');
    if (message.retry) {
      const parts = { table, schedules, deliveries: this.#queue(doomed, 'deliveries') };
      return queueRetries(parts, DeliveryRetry.parse(message.retry), () => this.mayWalkOn);
    }
    if (message.happened) return onHappened({ ...deps, ...filterDeps }, HappenedTo.parse(message.happened));
    if (message.switchedOn)
      return sendWaiting({ ...deps, schedules }, SwitchedOn.parse(message.switchedOn), () => this.mayWalkOn);
    if (message.jobId === undefined) return undefined;
    const sizes = this.#sizes;
    const runs = {
      ...deps,
      ...filterDeps,
      runs: this.#queue(doomed, 'runs'),
      bulk: this.#queue(doomed, 'bulk'),
      sizes,
    };
    return runRule(runs, ruleRuns, message.jobId, {
      owner: `worker-${(this.#slices += 1)}`,
      mayGoOn: () => true,
    });
  }

  #collectMails(): void {
    for (const { id, to, subject, text } of this.aws.mailbox.list().toReversed()) {
      const raw = Buffer.from(this.aws.mailbox.raw(id)!).toString('utf8');
      const messageId = /^Message-ID:\s*<([^@]+)@/im.exec(raw)![1]!;
      this.mails.push({ to: to[0]!, messageId, subject, text, at: this.now });
    }
    this.aws.mailbox.clear();
  }
}

/** What filters of rules need. */
const filterDeps = { identityKey: () => Promise.resolve(identityKey) };

/** News of a session goes the same way as reminders; this world is about reminders. */
const isReminder = (body: unknown): boolean => typeof body === 'object' && body !== null && 'fire' in body;
