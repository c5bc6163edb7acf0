/**
 * One JSON object a line. Lambda's JSON log format adds time, level and request id.
 * Ids, counts and codes only: no address, name, token or body ever goes in.
 */
export const log = {
  info: (what: string, facts: Record<string, string | number | boolean | undefined> = {}): void => {
    // oxlint-disable-next-line no-console -- the one place that writes logs
    console.info({ what, ...facts });
  },
  error: (what: string, error: unknown, facts: Record<string, string | number | undefined> = {}): void => {
    // oxlint-disable-next-line no-console -- the one place that writes logs
    console.error({ what, ...facts, ...describe(error) });
  },
};

function describe(error: unknown): { error: string; message: string; stack?: string | undefined } {
  if (!(error instanceof Error))
    return { error: 'unknown', message: 'Something that is no error was thrown.' };
  return {
    error: error.name,
    message: withoutAddresses(error.message),
    stack: error.stack && withoutAddresses(error.stack),
  };
}

/** Errors of other people's code may quote what they were given. */
function withoutAddresses(text: string): string {
  return text.replace(/[^\s"'<>(){}]{1,64}@[^\s"'<>(){}]{1,255}/g, '<address>');
}
