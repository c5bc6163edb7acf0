import * as z from 'zod';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import type { Statistics } from '../../../shared/statistics/domain/statistics.ts';

const count = z.number();
const Day = z.iso.date('must be a day like 2027-03-21');

/** Which days (UTC), the first and the last. */
export const DaysQuery = z.object({ from: Day.optional(), to: Day.optional() });

const StatisticsView: z.ZodType<Statistics> = named(
  'Statistics',
  z.object({
    ...{ from: Day, to: Day },
    visits: count,
    registrations: count,
    /** Registrations that people made themselves, a visit; missing where nobody looked. */
    rate: count.optional(),
    ...{ confirmed: count, waiting: count, pending: count, cancelled: count, attended: count },
    byDay: z.array(z.object({ day: Day, visits: count, registrations: count })),
    bySource: z.array(z.object({ source: z.string(), registrations: count })),
    byUtm: z.array(
      z.object({
        source: z.string().optional(),
        medium: z.string().optional(),
        campaign: z.string().optional(),
        visits: count,
        registrations: count,
      }),
    ),
    byCountry: z.array(z.object({ country: z.string().optional(), registrations: count })),
  }),
  {
    from: '2027-03-01',
    to: '2027-03-02',
    visits: 40,
    registrations: 12,
    rate: 0.25,
    confirmed: 9,
    waiting: 0,
    pending: 2,
    cancelled: 1,
    attended: 0,
    byDay: [
      { day: '2027-03-01', visits: 25, registrations: 8 },
      { day: '2027-03-02', visits: 15, registrations: 4 },
    ],
    bySource: [
      { source: 'self-registration', registrations: 10 },
      { source: 'import', registrations: 2 },
    ],
    byUtm: [
      { source: 'newsletter', medium: 'mail', campaign: 'spring', visits: 12, registrations: 6 },
      { visits: 28, registrations: 6 },
    ],
    byCountry: [{ country: 'DE', registrations: 9 }, { registrations: 3 }],
  },
);

const days =
  'Of the days from `from` to `to` (UTC), a year at most; without them, since it was made. `registrations` are those made on these days, whatever became of them; `confirmed` (who has a place), `waiting`, `pending`, `cancelled` and `attended` tell how these stand now. ';

/** Numbers for charts. */
export const statisticsRoutes = organizerRoutes('Statistics', {
  'GET /v1/events/{eventId}/stats': {
    id: 'getEventStatistics',
    summary: 'How many looked at an event, registered and came',
    details: `${days}Visits are views of the registration page by browsers; robots are left out, and nothing about a visitor is kept. \`rate\` is registrations by people themselves, a visit.`,
    permission: 'events:read',
    query: DaysQuery,
    answers: { 200: StatisticsView },
  },
  'GET /v1/sessions/{sessionId}/stats': {
    id: 'getSessionStatistics',
    summary: 'How many looked at a session, registered and came',
    details: `${days}Visits are those by a link that names the session (\`?session=\`).`,
    permission: 'events:read',
    query: DaysQuery,
    answers: { 200: StatisticsView },
  },
});
