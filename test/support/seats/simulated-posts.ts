import type { DynamoDBRecord } from 'aws-lambda';
import { reactionsTo } from '../../../functions/dispatcher/reactions.ts';
import type { Event } from '../../../shared/events/domain/event.ts';
import type { Session } from '../../../shared/events/domain/session.ts';
import { readChange } from '../../../shared/platform/table/read-change.ts';
import type { Table } from '../../../shared/platform/table/table.ts';
import { shardOf } from '../../../shared/platform/values/shard.ts';
import { giveSeats } from '../../../shared/registrations/usecases/give-seats.ts';
import { register } from '../../../shared/registrations/usecases/register.ts';
import type { SeatMessage } from '../../../shared/registrations/usecases/wake-allocator.ts';
import { planDeps, post, storedEvent, storedSession } from '../factories.ts';
import type { LocalAws } from '../local-aws.ts';
import { idOf } from '../registrants.ts';
import { identityKey } from '../run-jobs.ts';
import { rememberedIn } from './seat-world.ts';
import type { SimulatedTime } from '../time/simulated-time.ts';

/** What AWS takes, as we assume it: nothing here was measured there. */
const CALL_MS = 5;
const TRANSACTION_MS = 10;
/** How often a shard of the stream is looked at, and what its dispatcher takes for a batch. */
const STREAM_MS = 250;
const BATCH_MS = 150;
const STREAM_SHARDS = 4;
const STREAM_BATCH = 100;
const QUEUE_MS = 50;
const QUEUE_BATCH = 10;
/** As the stage says of the allocator. */
const WORKERS = 5;
/** How long whoever asked last is waited for. */
const PATIENCE_MS = 60_000;

interface Command {
  constructor: { name: string };
  input: {
    Key?: Record<string, unknown>;
    TransactItems?: Record<string, { Item?: Record<string, unknown>; Key?: Record<string, unknown> }>[];
  };
}

export interface SeatTimes {
  /** From the answer to each post until its seat stood in the table, or that they wait; in milliseconds. */
  latencies: number[];
  failed: number;
  /** Posts that wrote to an item while another one did. */
  conflicts: number;
}

/** So many posts a second for one session with seats for a share of them, through stream, queue and allocator. */
export async function timeSeats(
  { aws, time }: { aws: LocalAws; time: SimulatedTime },
  { perSecond, seconds, share }: { perSecond: number; seconds: number; share: number },
): Promise<SeatTimes> {
  const posts = perSecond * seconds;
  const at = { ...planDeps(aws.table), now: time.now };
  const event = await storedEvent(at.table);
  const startsAt = new Date(time.now() + 7 * 24 * 60 * 60_000).toISOString().slice(0, 16);
  const capacity = Math.floor(posts * share);
  const session = await storedSession(at.table, event, { capacity, startsAt, timeZone: 'Africa/Abidjan' });
  const simulation = new Simulation(aws, time, event, session);
  await simulation.skipStream();
  await time.until(simulation.run(posts, 1000 / perSecond));
  return simulation;
}

class Simulation implements SeatTimes {
  failed = 0;
  conflicts = 0;
  readonly #answeredAt = new Map<string, number>();
  readonly #settledAt = new Map<string, number>();
  readonly #underWay = new Set<string>();
  readonly #messages: SeatMessage[] = [];
  readonly #lanes: DynamoDBRecord[][] = Array.from({ length: STREAM_SHARDS }, () => []);
  readonly #aws: LocalAws;
  readonly #time: SimulatedTime;
  readonly #event: Event;
  readonly #session: Session;
  readonly #table: Table;
  #position: string | undefined;
  #isOver = false;

  constructor(aws: LocalAws, time: SimulatedTime, event: Event, session: Session) {
    this.#aws = aws;
    this.#time = time;
    this.#event = event;
    this.#session = session;
    const watched = time.watched(aws.table);
    const send = (command: Command) => this.#send(watched, command);
    this.#table = { ...aws.table, client: { send } as unknown as Table['client'] };
  }

  get latencies(): number[] {
    return [...this.#answeredAt].map(([id, at]) => Math.max(0, (this.#settledAt.get(id) ?? Infinity) - at));
  }

  async skipStream(): Promise<void> {
    while ((await this.#readStream()).length > 0) continue;
  }

  async run(posts: number, everyMs: number): Promise<void> {
    const time = this.#time;
    const work = [
      ...this.#lanes.map((_, lane) => this.#dispatch(lane)),
      ...Array.from({ length: WORKERS }, () => this.#allocate()),
    ];
    await Promise.all(
      Array.from({ length: posts }, (_, n) => time.wait(n * everyMs).then(() => this.#post(n))),
    );
    const until = time.now() + PATIENCE_MS;
    while (this.#settledAt.size < this.#answeredAt.size && time.now() < until) await time.wait(100);
    this.#isOver = true;
    await Promise.all(work);
  }

  async #post(n: number): Promise<void> {
    const email = `${this.#session.id}-${n}@example.com`;
    const request = post({ email, sessionIds: [this.#session.id] });
    const deps = { table: this.#table, identityKey, now: this.#time.now };
    try {
      await register(deps, { event: this.#event, request });
      this.#answeredAt.set(idOf(email), this.#time.now());
    } catch {
      this.failed += 1;
    }
  }

  /** A shard of the stream, and the function that reads it. */
  async #dispatch(lane: number): Promise<void> {
    while (!this.#isOver) {
      await this.#readStream();
      const batch = this.#lanes[lane]!.splice(0, STREAM_BATCH);
      await this.#time.wait(batch.length > 0 ? BATCH_MS : STREAM_MS);
      const [message] = batch.flatMap((record) => reactionsTo(readChange(record)).seats);
      if (message) void this.#time.wait(QUEUE_MS).then(() => this.#messages.push(message));
    }
  }

  /** One instance of the allocator's function after the other. */
  async #allocate(): Promise<void> {
    const { wait, now } = this.#time;
    const deps = { table: this.#table, now, pause: wait, mayGoOn: () => true };
    while (!this.#isOver) {
      const batch = this.#messages.splice(0, QUEUE_BATCH);
      if (batch.length === 0) await wait(QUEUE_MS);
      const seats = rememberedIn(this.#messages);
      await Promise.all(batch.map(({ sessionId }) => giveSeats({ ...deps, seats }, sessionId)));
    }
  }

  async #readStream(): Promise<unknown[]> {
    const { records, position } = await this.#aws.stream.read(this.#position, 1000);
    this.#position = position;
    for (const record of records as unknown as DynamoDBRecord[]) {
      const { NewImage, OldImage } = record.dynamodb ?? {};
      const id = (NewImage ?? OldImage)?.['participantId']?.S;
      if (id !== undefined) this.#lanes[shardOf(id) % STREAM_SHARDS]!.push(record);
    }
    return records;
  }

  async #send(table: Table, command: Command): Promise<unknown> {
    const keys = keysOf(command);
    if (keys.some((key) => this.#underWay.has(key))) this.conflicts += 1;
    for (const key of keys) this.#underWay.add(key);
    await this.#time.wait(keys.length > 0 ? TRANSACTION_MS : CALL_MS);
    for (const key of keys) this.#underWay.delete(key);
    const answer = await table.client.send(command as never);
    this.#noteSettled(command);
    return answer;
  }

  /** The allocator changes nothing of a registration but to give a seat, or to say that it waits. */
  #noteSettled({ constructor: { name }, input: { Key } }: Command): void {
    const id = String(Key?.['sk']);
    if (
      name === 'UpdateCommand' &&
      String(Key?.['pk']).startsWith('REGISTRATIONS#') &&
      !this.#settledAt.has(id)
    )
      this.#settledAt.set(id, this.#time.now());
  }
}

/** The items that a transaction writes. */
const keysOf = ({ input: { TransactItems = [] } }: Command): string[] =>
  TransactItems.flatMap((item) => Object.values(item)).map(({ Item, Key }) => {
    const { pk, sk } = (Item ?? Key) as { pk: string; sk: string };
    return `${pk} ${sk}`;
  });

/** What a transaction tries when it meets another, as `transact` does. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 10;

/** The same posts as they were before: each takes its seat from one item, in its transaction. Answers how many failed. */
export async function timeContendedSeats(
  time: SimulatedTime,
  { perSecond, seconds, random }: { perSecond: number; seconds: number; random: () => number },
): Promise<number> {
  let failed = 0;
  let isUnderWay = false;
  const attempt = async (): Promise<boolean> => {
    if (isUnderWay) return false;
    isUnderWay = true;
    await time.wait(TRANSACTION_MS);
    isUnderWay = false;
    return true;
  };
  const takeSeat = async (): Promise<void> => {
    for (let tried = 1; tried <= ATTEMPTS; tried += 1) {
      if (await attempt()) return;
      if (tried < ATTEMPTS) await time.wait(random() * FIRST_WAIT_MS * 2 ** tried);
    }
    failed += 1;
  };
  const posts = Array.from({ length: perSecond * seconds }, (_, n) =>
    time.wait((n * 1000) / perSecond).then(takeSeat),
  );
  await time.until(Promise.all(posts));
  return failed;
}
