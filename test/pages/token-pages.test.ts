import { describe, expect, it } from 'vitest';
import { joinPage } from '../../shared/pages/personal/join-page.ts';
import { maskEmail } from '../../shared/pages/mask-email.ts';
import { preferencesPage } from '../../shared/pages/personal/preferences-page.ts';
import type { JoinState, PreferenceAction } from '../../shared/pages/page-inputs.ts';
import { pageTexts } from '../../shared/pages/texts/page-texts-by-locale.ts';
import { moscow } from './sample-pages.ts';

const join = { locale: 'en' as const, title: 'T', session: moscow, now: '2027-03-20T05:58:57Z' };
const actions = (text: string) =>
  [...text.matchAll(/name="action" value="([^"]+)"/g)].map((match) => match[1]);

describe('the join page', () => {
  it('counts down from the server’s clock', () => {
    expect(joinPage({ ...join, state: 'upcoming' })).toContain('data-starts-in="90063"');
  });

  it('counts no days on the last one, nothing below zero, and each unit of time once', () => {
    const shown = (now: string) => {
      const text = joinPage({ ...join, now, state: 'upcoming' });
      const tiles = [...text.matchAll(/data-unit="(\w)"([^>]*)><b>(\d+)</g)];
      return tiles.map(([, unit, hidden, left]) => `${hidden?.includes('hidden') ? '-' : ''}${left}${unit}`);
    };
    expect(shown('2027-03-20T05:58:57Z')).toEqual(['1d', '1h', '1m', '3s']);
    expect(shown('2027-03-21T06:59:59Z')).toEqual(['-0d', '0h', '0m', '1s']);
    expect(shown('2027-03-21T07:00:01Z')).toEqual(['-0d', '0h', '0m', '0s']);
    expect(shown('2027-03-18T07:00:00Z')).toEqual(['3d', '0h', '0m', '0s']);
  });

  it('says in its headline and below it how things stand, and looks again only where more is to come', () => {
    const { liveTitle, endedTitle, cancelledTitle, pendingTitle, leftTitle } = pageTexts.en;
    const over = (state: JoinState) =>
      /<p class="over[^"]*">([^<]*)</.exec(joinPage({ ...join, state }))?.[1] ?? '';
    const states = ['live', 'upcoming', 'ended', 'cancelled', 'pending', 'left'] as const;
    expect(states.map(over)).toEqual([liveTitle, '', endedTitle, cancelledTitle, pendingTitle, leftTitle]);
    expect(states.map((state) => joinPage({ ...join, state }).includes('class="over live"'))).toEqual([
      true,
      ...Array<boolean>(5).fill(false),
    ]);
    expect(
      states.map((state) => joinPage({ ...join, state }).includes('http-equiv="refresh" content="30"')),
    ).toEqual([true, true, false, false, false, false]);
    expect(joinPage({ ...join, state: 'ended' })).toContain(pageTexts.en.endedText);
    expect(joinPage({ ...join, state: 'ended', replayUrl: 'https://replay.example/1' })).toMatch(
      /<a class="button" href="https:\/\/replay\.example\/1"/,
    );
    expect(joinPage({ ...join, session: undefined, state: 'upcoming' })).toContain('data-look-again');
  });

  it('offers the calendar before the session, where there is one', () => {
    const calendarUrl = '/i/token.ics';
    expect(joinPage({ ...join, state: 'upcoming', calendarUrl })).toContain('href="/i/token.ics"');
    for (const state of ['live', 'ended', 'pending'] as const)
      expect(joinPage({ ...join, state, calendarUrl })).not.toContain(calendarUrl);
  });

  it('leads to the room only when live', () => {
    const roomUrl = 'https://room.example/1';
    expect(joinPage({ ...join, state: 'live', roomUrl })).toMatch(
      /href="https:\/\/room\.example\/1"[^>]*data-go/,
    );
    for (const state of ['pending', 'upcoming', 'ended', 'cancelled'] as const) {
      expect(joinPage({ ...join, state, roomUrl })).not.toContain('room.example');
    }
  });

  it.each([
    'javascript:alert(1)',
    '//evil.example',
    '/local',
    'http://room.example/',
    'https:\\\\evil.example',
  ])('does not follow %s', (address) => {
    for (const state of ['live', 'ended'] as const) {
      const text = joinPage({ ...join, state, roomUrl: address, replayUrl: address });
      expect(text).not.toMatch(/<a\b/);
    }
  });
});

describe('the preferences page', () => {
  const input = { locale: 'en' as const, title: 'T', email: 'anna@example.com', token: 'a/b"c' };

  it('offers what is left to choose, by POST only', () => {
    const show = (optedOutOfEvent: boolean, optedOutOfAll: boolean) =>
      preferencesPage({ ...input, optedOutOfEvent, optedOutOfAll });
    expect(actions(show(false, false))).toEqual(['unsubscribe-event', 'unsubscribe-all']);
    expect(actions(show(true, false))).toEqual(['unsubscribe-all', 'resubscribe']);
    expect(actions(show(true, true))).toEqual(['resubscribe']);
    expect(show(true, false).match(/<form[^>]*>/g)).toEqual(
      Array(2).fill(expect.stringMatching(/method="post"\s+action="\/u\/a%2Fb%22c"/)),
    );
    expect(show(true, true)).not.toMatch(/<a\b/);
  });

  it('says what the person receives now, and what was just done', () => {
    const { stateOn, stateEventOff, stateAllOff, doneUnsubscribeEvent, doneUnsubscribeAll, doneResubscribe } =
      pageTexts.en;
    const states = [stateOn, stateEventOff, stateAllOff];
    const done = [doneUnsubscribeEvent, doneUnsubscribeAll, doneResubscribe];
    const saidIn = (text: string) => [...states, ...done].filter((one) => text.includes(`>${one}<`));
    const show = (optedOutOfEvent: boolean, optedOutOfAll: boolean, last?: PreferenceAction) =>
      saidIn(preferencesPage({ ...input, optedOutOfEvent, optedOutOfAll, done: last }));
    expect(show(false, false)).toEqual([stateOn]);
    expect(show(true, false)).toEqual([stateEventOff]);
    expect(show(false, true)).toEqual([stateAllOff]);
    expect(show(true, true)).toEqual([stateAllOff]);
    expect(show(true, false, 'unsubscribe-event')).toEqual([stateEventOff, doneUnsubscribeEvent]);
    expect(show(true, true, 'unsubscribe-all')).toEqual([stateAllOff, doneUnsubscribeAll]);
    expect(show(false, false, 'resubscribe')).toEqual([stateOn, doneResubscribe]);
  });

  it('gives weight to what leaves everything else as it is', () => {
    const page = preferencesPage({ ...input, optedOutOfEvent: false, optedOutOfAll: false });
    expect([...page.matchAll(/class="(button[^"]*)"/g)].map(([, look]) => look)).toEqual([
      'button',
      'button plain',
    ]);
  });

  it('does not show the whole address', () => {
    expect(preferencesPage({ ...input, optedOutOfEvent: false, optedOutOfAll: false })).not.toContain('anna');
    expect([maskEmail('anna@example.com'), maskEmail('a@example.com'), maskEmail('nothing')]).toEqual([
      'a•••@example.com',
      '•••@example.com',
      '•••',
    ]);
  });
});
