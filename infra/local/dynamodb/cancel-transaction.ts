import { AwsError } from '../endpoint/aws-service.ts';

/** The error of a transaction that is not done, with a reason or none for each of its entries. */
export function cancelTransaction(reasons: ({ Code: string; Message: string } | undefined)[]): AwsError {
  const CancellationReasons = reasons.map((reason) => reason ?? { Code: 'None' });
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  const text = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new AwsError('TransactionCanceledException', text, 400, { Message: text, CancellationReasons });
}
