/** What is done in a message's stead: another message, after so many seconds (at most 900). */
export interface InItsStead {
  body: object;
  afterSeconds: number;
}

/**
 * Thrown by work that cannot be done now, through nobody's fault: its message comes again later. Logged as an event, not an
 * error. With `instead`, another message takes the place of this one, with what is left of it to do: so the wait counts
 * towards nothing.
 */
export class RetryLater extends Error {
  override readonly name: string = 'RetryLater';
  readonly instead: InItsStead | undefined;

  constructor(message: string, instead?: InItsStead) {
    super(message);
    this.instead = instead;
  }
}
