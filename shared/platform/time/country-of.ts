import countries from './zone-countries.json' with { type: 'json' };
import { canonicalZone, isTimeZone } from './zone-table.ts';

const countryOfZone = new Map(Object.entries(countries));

/** The country whose zone it is, by its two letters (`Europe/Berlin`: `DE`); undefined for a zone of none, or an unknown one. */
export const countryOf = (zone: string): string | undefined =>
  isTimeZone(zone) ? countryOfZone.get(canonicalZone(zone)) : undefined;
