import { describe, expect, it } from 'vitest';
import { calendarLinks } from '../../shared/pages/calendar-links.ts';
import { thanksPage } from '../../shared/pages/thanks-page.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { moscow } from './sample-pages.ts';

const event = { title: 'Pruning & grafting' };
const now = '2027-03-21T06:59:00Z';

describe('The page of thanks', () => {
  it('shows the dates that were chosen, counts down to the first, and offers calendars', () => {
    const later = { ...moscow, id: 's2', startsAt: '2027-03-28T10:00', startsAtUtc: '2027-03-28T07:00:00Z' };
    const page = thanksPage({ locale: 'en', event, sessions: [later, moscow], now });
    expect(page.match(/<time /g)).toHaveLength(2);
    expect(page).toContain('data-starts-in="60"');
    expect([...page.matchAll(/<a href="(https:[^"]*)"/g)]).toHaveLength(8);
  });

  it('counts down to nothing that has begun, and shows no date that nobody chose', () => {
    expect(thanksPage({ locale: 'en', event, sessions: [moscow], now: moscow.startsAtUtc })).not.toContain(
      'data-starts-in="',
    );
    expect(thanksPage({ locale: 'en', event, now })).not.toMatch(/<time |data-starts-in="|calendar/);
  });

  it('says what the organizer wants to say in the place of our words, with no way for HTML', () => {
    const thankYouText = '**See you!** <b>x</b> [programme](https://a.example/p)';
    const page = thanksPage({ locale: 'en', event: { ...event, thankYouText } });
    expect(page).toContain('<strong>See you!</strong> &lt;b&gt;x&lt;/b&gt; <a href="https://a.example/p"');
    expect(page).not.toContain(pageTexts.en.thanksText);
    expect(thanksPage({ locale: 'en', event })).toContain(pageTexts.en.thanksText);
  });

  it('leads a page around it on to where its organizer wants people to go', () => {
    const led = { ...event, thankYouUrl: 'https://www.example.com/thanks' };
    expect(thanksPage({ locale: 'en', event: led, embedded: true })).toMatch(
      /<a class="button" href="https:\/\/www\.example\.com\/thanks" target="_top" data-leave>/,
    );
    expect(thanksPage({ locale: 'en', event: led })).not.toContain('data-leave>');
  });
});

describe('Links to calendars', () => {
  const links = calendarLinks({ ...moscow, title: 'A & B', details: 'Your link: 100 %' });
  const query = (name: string) => new URL(links.find((one) => one.name === name)!.url).searchParams;

  it('name start and end as instants, the event and the session, and nothing personal', () => {
    expect(query('Google').get('dates')).toBe('20270321T070000Z/20270321T083000Z');
    expect(query('Yahoo').get('st')).toBe('20270321T070000Z');
    expect(query('Yahoo').get('et')).toBe('20270321T083000Z');
    for (const name of ['Outlook', 'Microsoft 365']) {
      expect(query(name).get('startdt')).toBe('2027-03-21T07:00:00Z');
      expect(query(name).get('enddt')).toBe('2027-03-21T08:30:00Z');
      expect(query(name).get('subject')).toBe('A & B · Morning');
    }
    expect(query('Google').get('text')).toBe('A & B · Morning');
    expect(links.map(({ url }) => url).join('')).not.toMatch(/\+|\/j\//);
  });
});
