import { Killed } from '../mortal.ts';

/** One invocation whose every call to the outside may be its last: at the n-th it dies, and nothing works afterwards. */
export class DoomedProcess {
  #calls = 0;
  isDead = false;
  readonly #atCall: number;
  readonly #afterEffect: boolean;

  /** `atCall` 0 lives for ever. */
  constructor(atCall: number, afterEffect: boolean) {
    this.#atCall = atCall;
    this.#afterEffect = afterEffect;
  }

  /** The object with one method that counts as a call. */
  part<C extends object>(client: C, method: keyof C & string = 'send' as keyof C & string): C {
    const call = client[method] as (...args: unknown[]) => Promise<unknown>;
    const doomed = async (...args: unknown[]): Promise<unknown> => {
      this.#calls += 1;
      const isLast = this.#atCall > 0 && this.#calls === this.#atCall;
      if (this.isDead || (isLast && !this.#afterEffect)) this.#die();
      if (!isLast) return call.apply(client, args);
      this.isDead = true;
      await call.apply(client, args);
      this.#die();
    };
    return new Proxy(client, {
      get: (target, name) => (name === method ? doomed : Reflect.get(target, name)),
    });
  }

  #die(): never {
    this.isDead = true;
    throw new Killed();
  }
}
