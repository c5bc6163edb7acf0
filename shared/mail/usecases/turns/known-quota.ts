import type { Table } from '../../../platform/table/table.ts';
import { isAhead } from '../../../platform/values/clocks.ts';
import type { MailQuota } from '../../domain/mail-rate.ts';
import { claimQuotaQuestion, getMailQuota, putMailQuota } from '../../table/mail-rate-items.ts';

export interface QuotaDeps {
  table: Table;
  /** Asks the provider, which answers the whole account once a second; nothing when it does not tell. */
  askQuota: () => Promise<MailQuota | undefined>;
  /** Mails a second as long as the provider has told nobody. */
  assumedPerSecond: number;
  now: () => number;
  wait: (ms: number) => Promise<void>;
}

/** How long one instance goes by what it knows. */
const KNOWN_MS = 10_000;
/** How long all of them do, together. */
const STORED_MS = 30_000;
/** The same once the provider refused a mail. */
const DOUBTED_MS = 5_000;
/** What is older tells nothing of now: whoever finds another sender asking waits for the answer. */
const STALE_MS = 5 * 60_000;
const ANSWER_MS = 500;

/** The provider's quota, which one of the senders asks for and the others read. */
export class KnownQuota {
  readonly #deps: QuotaDeps;
  #known: { quota: MailQuota; until: number; readAt: number } | undefined;
  #isDoubted = false;

  constructor(deps: QuotaDeps) {
    this.#deps = deps;
  }

  async read(): Promise<MailQuota> {
    const now = this.#deps.now();
    const known = this.#known;
    if (known && now < known.until && now >= known.readAt && !this.#isDoubted) return known.quota;
    const stored = await getMailQuota(this.#deps.table);
    const age = stored ? now - stored.readAt : Infinity;
    const isWrong = stored !== undefined && isAhead(stored.readAt, now);
    const isOld = age > (this.#isDoubted ? DOUBTED_MS : STORED_MS) || isWrong;
    const asked = isOld ? await this.#ask(now) : undefined;
    const quota = asked ?? (age > STALE_MS ? await this.#othersAnswer() : stored);
    this.#isDoubted = false;
    const assumed = { perSecond: this.#deps.assumedPerSecond, perDay: -1, sentToday: 0 };
    const until = now + (quota ? KNOWN_MS : 1_000);
    this.#known = { quota: quota ?? assumed, until, readAt: now };
    return this.#known.quota;
  }

  /** The provider refused a mail: what is known may not hold any more. */
  doubt(): void {
    this.#isDoubted = true;
  }

  async #othersAnswer(): Promise<MailQuota | undefined> {
    await this.#deps.wait(ANSWER_MS);
    return getMailQuota(this.#deps.table);
  }

  async #ask(now: number): Promise<MailQuota | undefined> {
    const { table, askQuota } = this.#deps;
    if (!(await claimQuotaQuestion(table, now, now - DOUBTED_MS))) return undefined;
    const quota = await askQuota();
    if (quota) await putMailQuota(table, quota, now);
    return quota;
  }
}
