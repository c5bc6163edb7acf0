/**
 * Reads the time zone that a browser sent; undefined for what is no zone (`Etc/Unknown`, `+03:00`). Asks the runtime, which
 * knows the names that browsers use, because the zone table is too large for the public function. A name that the runtime
 * has under another one (`Asia/Kolkata`) stays as it was sent.
 */
export function postedZone(told: string): string | undefined {
  const name = told.trim();
  if (!/^[a-z]/i.test(name)) return undefined;
  const known = runtimeName(name);
  return known?.toLowerCase() === name.toLowerCase() ? known : known && name;
}

function runtimeName(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
