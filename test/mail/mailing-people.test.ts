import { expect, it } from 'vitest';
import { MailingMessage } from '../../shared/mail/domain/mailing-message.ts';
import { objectionToMail } from '../../shared/mail/domain/objection-to-mail.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { takenOf } from '../support/told-of.ts';

it.each([
  [{}, undefined],
  [{ optedOutEvents: new Set(['evt_1']) }, undefined],
  [{ email: undefined }, 'no-email'],
  [{ optedOutAt: '1' }, 'unsubscribed'],
  [{ bouncedAt: '1' }, 'bounced'],
  [{ complainedAt: '1' }, 'complained'],
  [{ blockedAt: '1' }, 'blocked'],
  [{ deletedAt: '1', email: undefined }, 'deleted'],
])('somebody with %j gets no mailing because of: %s', (more, reason) => {
  const person: Participant = {
    ...{ id: 'par_1', source: 'manual', createdAt: '1', version: 1, email: 'a@example.com' },
    ...more,
  };
  expect(objectionToMail(person)).toBe(reason);
});

it('a message is about 100 people at most', () => {
  const make = (length: number) => ({
    mailing: { jobId: 'blk_1' },
    participantIds: Array<string>(length).fill('p'),
  });
  expect(takenOf(MailingMessage, [0, 100, 101], make)).toEqual([0, 100]);
});
