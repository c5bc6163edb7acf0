import { describe, expect, it } from 'vitest';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';

const registration: Registration = {
  ...{ participantId: `par_${'1'.repeat(32)}`, sessionId: `ses_${'2'.repeat(32)}` },
  ...{ eventId: `evt_${'3'.repeat(32)}`, email: 'ann@example.com', status: 'registered', answers: {} },
  ...{ source: 'self-registration', createdAt: '2027-03-01T09:00:00.000Z', linkEpoch: 1, mailRound: 1 },
};
const importMark = { importId: 'imp_1', line: 2 } as Registration['importMark'];
const past = '2027-03-02T09:00:00.000Z';

/** The mail that follows from a change, and whether it goes with those of many. */
const follows = (after: Partial<Registration>, before?: Partial<Registration>) => {
  const asked = askForConfirmation({
    sequence: '1',
    ...(before && { before: { ...registration, ...before } }),
    after: { ...registration, ...after },
  });
  const [own, many] = [asked.confirmations?.[0]?.kind, asked.bulk?.[0]?.kind];
  return many === undefined ? own : `${many}, with many`;
};

describe('The mail that follows from a registration', () => {
  it.each<[string, Partial<Registration>, string | undefined]>([
    ['of somebody who has a place', {}, 'confirmation'],
    ['of somebody who has to confirm', { status: 'pending' }, 'confirm-request'],
    ['of somebody whom an organizer has to let in', { status: 'pending', awaits: 'approval' }, 'received'],
    ['of somebody who asks for a seat', { status: 'waitlisted' }, undefined],
    ['of somebody who waits for a seat', { status: 'waitlisted', waitsSince: past }, 'waitlist'],
    ['of a robot', { status: 'suspected' }, undefined],
    ['that is cancelled from the start', { status: 'cancelled', tellCancelled: true }, undefined],
    ['by a file', { importMark }, 'confirmation, with many'],
    ['by an organizer', { invitedBy: 'blk_1' }, 'confirmation, with many'],
    ['that nobody is to be told of', { importMark, quiet: true }, undefined],
    [
      'that took over another by a merge',
      { mergedFrom: { par_2: { linkEpoch: 1, mailRound: 1 } } },
      undefined,
    ],
  ])('%s', (_, made, mail) => {
    expect(follows(made)).toBe(mail);
  });

  it.each<[string, Partial<Registration>, Partial<Registration>, string | undefined]>([
    ['is none where it is as it was', {}, { answers: { a: 1 } }, undefined],
    ['comes again in a new round', {}, { mailRound: 2 }, 'confirmation'],
    ['comes when the person has confirmed', { status: 'pending' }, { confirmedAt: past }, 'confirmation'],
    ['comes when a seat is found', { status: 'waitlisted', selfAt: past }, { selfAt: past }, 'confirmation'],
    [
      'comes, with many, when a file’s row gets its seat',
      { status: 'waitlisted', importMark },
      { importMark },
      'confirmation, with many',
    ],
    [
      'does not, where the file was to tell nobody',
      { status: 'waitlisted', importMark, quiet: true },
      { importMark, quiet: true },
      undefined,
    ],
    [
      'comes when there is no seat',
      { status: 'waitlisted' },
      { status: 'waitlisted', waitsSince: past },
      'waitlist',
    ],
    ['is none for who cancels', {}, { status: 'cancelled' }, undefined],
    ['comes for whom others cancel', {}, { status: 'cancelled', tellCancelled: true }, 'cancellation'],
    [
      'comes when the person’s word is there, and the organizer’s is not',
      { status: 'pending' },
      { status: 'pending', awaits: 'approval' },
      'received',
    ],
    [
      'comes for who is new where somebody erased was',
      { erasedAt: past },
      { mailRound: 2, importMark },
      'confirmation, with many',
    ],
  ])('%s', (_, before, after, mail) => {
    expect(follows(after, before)).toBe(mail);
  });

  it('names the registration and its round, and none follows from one that is gone', () => {
    const { eventId, sessionId, participantId } = registration;
    expect(askForConfirmation({ sequence: '1', after: { ...registration, mailRound: 3 } })).toEqual({
      confirmations: [{ kind: 'confirmation', eventId, sessionId, participantId, mailRound: 3 }],
    });
    expect(askForConfirmation({ sequence: '1', before: registration })).toEqual({});
  });
});
