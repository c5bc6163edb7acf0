/** Not now, and nobody's fault: thrown by work whose message is to come again later. Logged as an event, not an error. */
export class RetryLater extends Error {
  override readonly name: string = 'ComeAgain';
}
