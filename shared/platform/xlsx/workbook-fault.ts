/** Why a workbook is refused as a whole. */
export type WorkbookFaultCode =
  | 'empty'
  | 'not-a-workbook'
  | 'workbook-damaged'
  | 'workbook-encrypted'
  | 'workbook-too-large'
  | 'workbook-suspicious'
  | 'no-such-sheet';

/** A workbook that is not read (further); the message is a sentence for the person who uploaded it. */
export class WorkbookFault extends Error {
  override readonly name = 'WorkbookFault';
  readonly code: WorkbookFaultCode;

  constructor(code: WorkbookFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const damaged = (what: string, cause?: unknown): WorkbookFault =>
  new WorkbookFault(
    'workbook-damaged',
    `The workbook is damaged: ${what}. Open it in Excel, save it again and upload it again.`,
    { cause },
  );

export const tooLarge = (what: string): WorkbookFault =>
  new WorkbookFault(
    'workbook-too-large',
    `The workbook is too large: ${what}. Save the sheet as CSV (UTF-8) and upload that.`,
  );

export const suspicious = (what: string): WorkbookFault =>
  new WorkbookFault(
    'workbook-suspicious',
    `The workbook is not one that a spreadsheet program writes: ${what}.`,
  );
