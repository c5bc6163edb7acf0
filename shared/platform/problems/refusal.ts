import type { FieldErrorCode } from './field-error-codes.ts';
/** Every reason to refuse a request, by a stable code. Callers switch on `code`; each function words it for its users. */
export type RefusalCode =
  | 'invalid-input'
  | 'malformed-body'
  | 'not-found'
  | 'no-open-session'
  | 'session-closed'
  | 'not-open-yet'
  | 'registration-closed'
  | 'event-archived'
  | 'idempotency-key-reused'
  | 'forbidden'
  | 'conflict'
  | 'invalid-cursor'
  | 'too-large'
  | 'unsupported-media-type';

/** One thing that is wrong with one field; `field` is a path such as `answers.role`, empty for the whole body. */
export interface FieldError {
  field: string;
  code: FieldErrorCode;
  message: string;
}

/**
 * A request that is refused as expected: shown to the caller as it is, logged low. Anything else that is thrown is a
 * defect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly errors: FieldError[];
  /** What else the caller can use, by name: the id of what stands in the way. */
  readonly more: Record<string, unknown>;

  constructor(
    code: RefusalCode,
    message: string,
    errors: FieldError[] = [],
    more: Record<string, unknown> = {},
  ) {
    super(message);
    this.code = code;
    this.errors = errors;
    this.more = more;
  }
}
