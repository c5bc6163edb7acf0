/**
 * The zone that a browser told, as it writes such names; undefined for what is none (`Etc/Unknown`, `+03:00`). Asks the
 * runtime, which knows the names of browsers, because the zone table is too large for the public function. A name that
 * the runtime has under another one (`Asia/Kolkata`) stays as it was told.
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
