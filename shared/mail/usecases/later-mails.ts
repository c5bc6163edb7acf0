import { SendingTooFast } from './send-claimed.ts';

/** The people of a message for whom the provider has no room now. */
export class LaterMails {
  readonly #ids: string[] = [];
  #first: SendingTooFast | undefined;

  /** Adds somebody when others wait already; answers whether they do. */
  add(id: string): boolean {
    if (this.#first) this.#ids.push(id);
    return this.#first !== undefined;
  }

  /** Adds whose mail came to this error; false when it is another one. */
  addFor(id: string, error: unknown): boolean {
    if (!(error instanceof SendingTooFast)) return false;
    this.#first ??= error;
    return this.add(id);
  }

  /** Has another message come for all of them, where there are any. */
  throwFor(messageFor: (ids: string[]) => object): void {
    if (this.#first) throw this.#first.with(messageFor(this.#ids));
  }
}
