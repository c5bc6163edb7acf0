/**
 * Thrown by work that cannot be done now, through nobody's fault: its message comes again later. Logged as an event, not an
 * error.
 */
export class RetryLater extends Error {
  override readonly name: string = 'ComeAgain';
}
