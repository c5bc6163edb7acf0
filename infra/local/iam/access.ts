/** The principal of every call whose access key id is no role of the template; may do everything. */
export const operator = 'operator';

/** What a call needs of IAM: one action on one resource, and the condition keys AWS would know for it. */
export interface Access {
  /** With its prefix, e.g. `dynamodb:PutItem`. */
  action: string;
  resource: string;
  /** condition key -> its values; an empty list = known, but not in this request. */
  keys?: Record<string, string[]>;
}
