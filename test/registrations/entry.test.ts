import { describe, expect, it } from 'vitest';
import type { Wish } from '../../shared/people/domain/wish.ts';
import { consentVersion, isKeptOnce } from '../../shared/registrations/domain/consent-text.ts';
import { entryOf, needsApproval } from '../../shared/registrations/domain/entry.ts';
import { isFreeMail } from '../../shared/registrations/domain/free-mail.ts';
import { Source } from '../../shared/people/domain/participant.ts';

describe('Who registers', () => {
  const plain = { id: 'evt_1', doubleOptIn: false, approval: false };
  const asksAll = { ...plain, doubleOptIn: true };
  const decides = { ...plain, approval: true };
  const out: Wish = { optedOutAt: '2027-01-01' };
  const outOfEvent: Wish = { optedOutEvents: new Set(['evt_1']) };
  const lifted: Wish = { liftedEvents: new Set(['evt_1']) };
  const byPerson = { status: 'pending' };
  const byOrganizer = { status: 'pending', awaits: 'approval' };
  const inside = { status: 'registered' };

  it.each<[string, Wish | undefined, typeof plain, object]>([
    ['is in', undefined, plain, inside],
    ['is in, also as somebody who is known', {}, plain, inside],
    ['confirms first where all do', undefined, asksAll, byPerson],
    ['has confirmed there once for all', lifted, asksAll, inside],
    ['confirms first who opted out of everything', out, plain, byPerson],
    ['confirms first who opted out of the event', outOfEvent, plain, byPerson],
    ['is in who opted out of another event', { optedOutEvents: new Set(['evt_2']) }, plain, inside],
    ['is in who came back to the event', { ...out, ...lifted }, plain, inside],
    ['waits for the organizer', undefined, decides, byOrganizer],
    ['confirms before the organizer decides', undefined, { ...asksAll, approval: true }, byPerson],
    ['confirms before the organizer decides, who opted out', out, decides, byPerson],
  ])('%s', (_, wish, event, entry) => {
    expect(entryOf(wish, event)).toEqual(entry);
  });

  it('is decided about no more where an organizer brings them in, but asked all the same', () => {
    expect(entryOf(undefined, decides, true)).toEqual(inside);
    expect(entryOf(out, decides, true)).toEqual(byPerson);
    const deciding = Source.options.filter((source) => needsApproval(decides, { source }));
    expect(deciding).toEqual(['self-registration']);
    expect(needsApproval(plain, { source: 'self-registration' })).toBe(false);
  });
});

describe('The text that somebody agreed to', () => {
  const text = (bytes: number) => 'x'.repeat(bytes);
  const isApart = (text: string | undefined, ...said: unknown[]) => isKeptOnce({ given: true, text }, said);
  const long = `I, Ann Miller of Contoso, agree. ${text(200)}`;

  it('is kept once for all from 200 bytes on, however few letters these are', () => {
    expect(
      [text(199), text(200), 'я'.repeat(99), 'я'.repeat(100), undefined].map((one) => isApart(one)),
    ).toEqual([...[false, true, false, true, false]]);
  });

  it('stays with the person where it repeats what they said of themselves', () => {
    expect(isApart(long, 'Bob', 'Fabrikam')).toBe(true);
    expect(isApart(long, 'Bob', 'ANN')).toBe(false);
    expect(isApart(long, 'ann miller')).toBe(false);
    expect(isApart(long, undefined, '', 7, ['Ann'], null)).toBe(true);
  });

  it('has a name of its own, which another text has not', () => {
    expect(consentVersion(long)).toMatch(/^[\w-]{22}$/);
    expect(new Set([long, `${long} `, long.toLowerCase(), ''].map(consentVersion)).size).toBe(4);
  });
});

describe('An address of a free mail service', () => {
  it.each(
    (
      'gmail.com googlemail.com icloud.com web.de t-online.de proton.me mail.ru ya.ru orange.fr qq.com mailinator.com ' +
      'aol.com gmx.net gmx.co.uk hotmail.fr live.de outlook.com yahoo.co.jp yandex.ru yandex.kz'
    ).split(' '),
  )('is one at %s', (domain) => {
    expect(isFreeMail(`ann@${domain}`)).toBe(true);
  });

  it.each(
    'ann@firm.example ann@mail.gmail.com ann@notgmail.com ann@gmail.com.firm.example ann@gmail gmail.com@firm.example ann@yandex.de'.split(
      ' ',
    ),
  )('is none: %s', (address) => {
    expect(isFreeMail(address)).toBe(false);
  });
});
