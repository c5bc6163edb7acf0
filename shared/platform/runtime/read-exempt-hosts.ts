/** Hosts that webhooks may call at any address: a comma-separated setting, `-` for none. */
export function readExemptHosts(setting: string): string[] {
  return setting === '-' ? [] : setting.split(',').map((host) => host.trim());
}
