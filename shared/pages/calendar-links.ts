/** What an entry in a calendar says. It is the same for everybody: the personal link stands in the mail alone. */
interface CalendarEntry {
  title: string;
  name?: string | undefined;
  details: string;
  startsAtUtc: string;
  durationMinutes: number;
}

/** Addresses at which calendars on the web offer to take up a date. */
export function calendarLinks(entry: CalendarEntry): { name: string; url: string }[] {
  const { title, name = '', details } = entry;
  const text = [title, name].filter((part) => part.trim() !== '').join(' · ');
  const start = Date.parse(entry.startsAtUtc);
  const end = start + entry.durationMinutes * 60_000;
  const outlook = {
    ...{ path: '/calendar/action/compose', rru: 'addevent', subject: text, body: details },
    ...{ startdt: plain(start), enddt: plain(end) },
  };
  return [
    {
      name: 'Google',
      url: address('https://calendar.google.com/calendar/render', {
        ...{ action: 'TEMPLATE', text, details, dates: `${compact(start)}/${compact(end)}` },
      }),
    },
    { name: 'Outlook', url: address('https://outlook.live.com/calendar/0/action/compose', outlook) },
    { name: 'Microsoft 365', url: address('https://outlook.office.com/calendar/0/action/compose', outlook) },
    {
      name: 'Yahoo',
      url: address('https://calendar.yahoo.com/', {
        ...{ v: '60', title: text, desc: details, st: compact(start), et: compact(end) },
      }),
    },
  ];
}

/** `2027-03-21T09:00:00Z` */
const plain = (at: number): string => new Date(at).toISOString().replace('.000', '');
/** `20270321T090000Z` */
const compact = (at: number): string => plain(at).replaceAll(/[-:]/g, '');

// Blanks as %20: not all of them read + as a blank.
const address = (place: string, query: Record<string, string>): string =>
  `${place}?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&')}`;
