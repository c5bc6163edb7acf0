/** Something the user can put right; its message says how, so no stack trace is shown. */
export class LocalCloudError extends Error {
  override name = 'LocalCloudError';
}
