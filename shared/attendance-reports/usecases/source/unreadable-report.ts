/** Why a file cannot be read as an attendance report at all; the message is for whoever uploaded it. */
export class UnreadableReport extends Error {
  override readonly name = 'UnreadableReport';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
