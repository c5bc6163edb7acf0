import { describe, expect, it } from 'vitest';
import { joinPage } from '../../shared/pages/join-page.ts';
import { maskEmail } from '../../shared/pages/mask-email.ts';
import { preferencesPage } from '../../shared/pages/preferences-page.ts';
import { moscow } from '../unit/pages/sample-pages.ts';

const join = { locale: 'en' as const, title: 'T', session: moscow, now: '2027-03-20T05:58:57Z' };
const actions = (text: string) =>
  [...text.matchAll(/name="action" value="([^"]+)"/g)].map((match) => match[1]);

describe('the join page', () => {
  it('counts down from the server’s clock', () => {
    expect(joinPage({ ...join, state: 'upcoming' })).toContain('data-starts-in="90063"');
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

  it('does not show the whole address', () => {
    expect(preferencesPage({ ...input, optedOutOfEvent: false, optedOutOfAll: false })).not.toContain('anna');
    expect([maskEmail('anna@example.com'), maskEmail('a@example.com'), maskEmail('nothing')]).toEqual([
      'a•••@example.com',
      '•••@example.com',
      '•••',
    ]);
  });
});
