import type { CampaignTags } from '../../registrations/domain/campaign-tags.ts';
import { countryOf } from '../../platform/time/country-of.ts';
import { daysOf, type DaySpan } from './day-span.ts';
import { campaignOfLabel, type TalliedColumn } from './tallied-registration.ts';

/** Registrations of one day, a part of them; how many of them stand under each label. */
type TallyPart = Partial<Record<TalliedColumn, number>> & { day: string; tallies: Record<string, number> };

/** Visits of one day by one way, a part of them. */
interface VisitPart {
  day: string;
  utm: CampaignTags;
  visits: number;
}

/** How many looked at a page, registered and came, of those who did so on some days. */
export interface Statistics extends DaySpan {
  visits: number;
  registrations: number;
  /** Registrations that people made themselves, a visit: 0.25 is one in four. Missing where nobody looked. */
  rate?: number | undefined;
  confirmed: number;
  waiting: number;
  pending: number;
  cancelled: number;
  attended: number;
  byDay: { day: string; visits: number; registrations: number }[];
  bySource: { source: string; registrations: number }[];
  /** Without tags: those who came without any. */
  byUtm: (CampaignTags & { visits: number; registrations: number })[];
  /** By the country of the zone that their browser is in; without one where nobody knows. */
  byCountry: { country?: string | undefined; registrations: number }[];
}

/** More campaigns are not told apart in one answer: the others stand together, as without tags. */
const MOST_CAMPAIGNS = 100;

/** Adds up what was counted of some days. */
export function statisticsOf(
  span: DaySpan,
  tallies: readonly TallyPart[],
  visits: readonly VisitPart[],
): Statistics {
  const total = (column: TalliedColumn): number => sumOf(tallies, (part) => part[column] ?? 0);
  const registrations = total('registrations');
  const looked = sumOf(visits, (part) => part.visits);
  const bySource = summed(tallies, 'source', (source) => source);
  const own = bySource.get('self-registration') ?? 0;
  return {
    ...span,
    visits: looked,
    registrations,
    ...(looked > 0 && { rate: Math.round((own / looked) * 10_000) / 10_000 }),
    confirmed: total('registered'),
    waiting: total('waitlisted'),
    pending: total('pending'),
    cancelled: total('cancelled'),
    attended: total('attended'),
    byDay: byDay(span, tallies, visits),
    bySource: largestFirst(bySource).map(([source, count]) => ({ source, registrations: count })),
    byUtm: byUtm(registrations, tallies, visits),
    byCountry: byCountry(registrations, tallies),
  };
}

const sumOf = <T>(parts: readonly T[], countIn: (part: T) => number): number =>
  parts.reduce((sum, part) => sum + countIn(part), 0);

function byDay(span: DaySpan, tallies: readonly TallyPart[], visits: readonly VisitPart[]) {
  const days = new Map(daysOf(span).map((day) => [day, { day, visits: 0, registrations: 0 }]));
  for (const part of tallies) {
    const day = days.get(part.day);
    if (day) day.registrations += part.registrations ?? 0;
  }
  for (const part of visits) {
    const day = days.get(part.day);
    if (day) day.visits += part.visits;
  }
  return [...days.values()];
}

/** The sums of the labels of a kind, by what they stand for. */
function summed(
  tallies: readonly TallyPart[],
  kind: string,
  nameOf: (value: string) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const part of tallies)
    for (const [label, count] of Object.entries(part.tallies)) {
      if (!label.startsWith(`${kind} `)) continue;
      const name = nameOf(label.slice(kind.length + 1));
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  return sums;
}

const largestFirst = (sums: ReadonlyMap<string, number>): [string, number][] =>
  [...sums]
    .filter(([, count]) => count !== 0)
    .sort(([a, one], [b, other]) => other - one || a.localeCompare(b));

const nameOfCampaign = ({ source, medium, campaign }: CampaignTags): string =>
  JSON.stringify([source ?? '', medium ?? '', campaign ?? '']);
const UNTAGGED = nameOfCampaign({});

function byUtm(registrations: number, tallies: readonly TallyPart[], visits: readonly VisitPart[]) {
  const registered = summed(tallies, 'utm', (value) => (value === '' ? UNTAGGED : value));
  const tagged = sumOf([...registered.values()], (count) => count);
  registered.set(UNTAGGED, (registered.get(UNTAGGED) ?? 0) + registrations - tagged);
  const looked = new Map<string, number>();
  for (const { utm, visits: count } of visits) {
    const name = nameOfCampaign(utm);
    looked.set(name, (looked.get(name) ?? 0) + count);
  }
  const names = new Set([...registered.keys(), ...looked.keys()]);
  const rows = [...names].map((name) => ({
    ...campaignOfLabel(name),
    visits: looked.get(name) ?? 0,
    registrations: registered.get(name) ?? 0,
  }));
  return withoutOthers(rows.filter((row) => row.visits !== 0 || row.registrations !== 0));
}

type CampaignRow = Statistics['byUtm'][number];

/** The largest campaigns; the others stand together, with those who came without tags. */
function withoutOthers(rows: CampaignRow[]): CampaignRow[] {
  const sorted = rows.toSorted((a, b) => b.registrations - a.registrations || b.visits - a.visits);
  const isTagged = (row: CampaignRow): boolean => nameOfCampaign(row) !== UNTAGGED;
  const shown = sorted.filter(isTagged).slice(0, MOST_CAMPAIGNS);
  const others = sorted.filter((row) => !shown.includes(row));
  if (others.length === 0) return shown;
  const together = {
    visits: sumOf(others, (row) => row.visits),
    registrations: sumOf(others, (row) => row.registrations),
  };
  return [...shown, together];
}

function byCountry(registrations: number, tallies: readonly TallyPart[]) {
  const countries = summed(tallies, 'zone', (zone) => countryOf(zone) ?? '');
  const known = sumOf([...countries.values()], (count) => count);
  countries.set('', (countries.get('') ?? 0) + registrations - known);
  return largestFirst(countries).map(([country, count]) => ({
    ...(country !== '' && { country }),
    registrations: count,
  }));
}
