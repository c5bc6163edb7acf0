import { describe, expect, it } from 'vitest';
import { reportFileOf } from '../../shared/zoom/usecases/report-file.ts';
import { instancesOf } from '../../shared/zoom/domain/zoom-instances.ts';
import { ZoomMeeting } from '../../shared/zoom/domain/zoom-meeting.ts';
import { staysOf } from '../../shared/zoom/domain/zoom-participants.ts';
import { instancesPath, participantsPath, pathOfUuid } from '../../shared/zoom/domain/zoom-paths.ts';

const at = (time: string) => Date.parse(`2027-03-21T${time}Z`);

describe('The number of a webinar', () => {
  it('is taken as Zoom shows it', () => {
    expect(ZoomMeeting.parse({ kind: 'webinar', number: '847 5984 1045' }).number).toBe('84759841045');
    expect(ZoomMeeting.parse({ kind: 'meeting', number: '847-598-1045' }).number).toBe('8475981045');
  });

  it.each(['', '123', 'https://zoom.us/j/84759841045', '84759841045x', '../84759841045', '8475984104512345'])(
    'is not "%s"',
    (number) => {
      expect(ZoomMeeting.safeParse({ kind: 'webinar', number }).success).toBe(false);
    },
  );
});

describe('A path', () => {
  it('has a UUID with slashes encoded twice, any other once', () => {
    expect(pathOfUuid('/abc==')).toBe('%252Fabc%253D%253D');
    expect(pathOfUuid('a//b==')).toBe('a%252F%252Fb%253D%253D');
    expect(pathOfUuid('a/b+c==')).toBe('a%2Fb%2Bc%3D%3D');
  });

  it('asks for 300 joins with the ids of registrants, and for the page that a token names', () => {
    expect(participantsPath('webinar', 'u==', 'a b')).toBe(
      '/report/webinars/u%3D%3D/participants?page_size=300&include_fields=registrant_id&next_page_token=a+b',
    );
    expect(instancesPath({ kind: 'meeting', number: '84759841045' })).toBe(
      '/past_meetings/84759841045/instances',
    );
  });
});

describe('The times of a session', () => {
  const span = [at('10:00'), at('11:00')] as const;

  it('are those that began around it, first first, and none of other dates of a series', () => {
    const body = {
      webinars: [
        { uuid: 'next-week', start_time: '2027-03-28T10:00:00Z' },
        { uuid: 'again', start_time: '2027-03-21T10:20:00Z' },
        { uuid: 'rehearsal', start_time: '2027-03-20T10:00:00Z' },
        { uuid: 'early', start_time: '2027-03-21T09:45:12.660Z' },
        { uuid: 'after', start_time: '2027-03-21T11:00:00Z' },
      ],
    };
    expect(instancesOf(body, span)).toEqual(['early', 'again']);
    expect(instancesOf({ meetings: body.webinars }, span)).toEqual(['early', 'again']);
  });

  it('are six hours before its start at the earliest', () => {
    const began = (start: string) => instancesOf({ meetings: [{ uuid: 'u', start_time: start }] }, span);
    expect(began('2027-03-21T04:00:00Z')).toEqual(['u']);
    expect(began('2027-03-21T03:59:59Z')).toEqual([]);
    expect(began('no date')).toEqual([]);
  });
});

describe('A page of joins', () => {
  const join = {
    name: 'Ann',
    user_email: 'ann@example.com',
    join_time: '2027-03-21T10:00:00Z',
    leave_time: '2027-03-21T10:30:00.5Z',
  };

  it('tells each join, and has a next page until its token is empty', () => {
    const page = staysOf({
      next_page_token: 'more',
      total_records: 1,
      participants: [join, { ...join, registrant_id: 'R1', duration: 20 }],
    });
    expect(page.next).toBe('more');
    expect(page.stays).toEqual([
      {
        name: 'Ann',
        email: 'ann@example.com',
        registrantId: undefined,
        joinedAt: at('10:00'),
        leftAt: at('10:30:00.5'),
      },
      {
        name: 'Ann',
        email: 'ann@example.com',
        registrantId: 'R1',
        joinedAt: at('10:00'),
        leftAt: at('10:30:00.5'),
      },
    ]);
    expect(staysOf({ next_page_token: '', participants: [] })).toEqual({ stays: [], next: undefined });
  });

  it('leaves out who only waited, and what breakout rooms count again', () => {
    const page = staysOf({
      participants: [
        { ...join, status: 'in_waiting_room' },
        { ...join, bo_mtg_id: 'room' },
        { ...join, status: 'in_meeting', bo_mtg_id: '' },
      ],
    });
    expect(page.stays).toHaveLength(1);
  });

  it('may tell neither names, addresses nor times', () => {
    const page = staysOf({
      participants: [{ name: null, user_email: '', join_time: '', leave_time: 'soon' }],
    });
    expect(page.stays).toEqual([
      { name: '', email: undefined, registrantId: undefined, joinedAt: undefined, leftAt: undefined },
    ]);
  });

  it('is refused when it is no page', () => {
    expect(() => staysOf({ people: [] })).toThrow();
  });
});

describe('The file of a report', () => {
  it('has a row a join, times as instants, and no formulas', () => {
    const stay = {
      name: '=cmd|"x", Ann',
      email: 'ann@example.com',
      joinedAt: at('10:00'),
      registrantId: 'R1',
    };
    expect(reportFileOf([stay])).toBe(
      'Name (Original Name),User Email,Join Time,Leave Time,Registrant ID\n' +
        '"\'=cmd|""x"", Ann",ann@example.com,2027-03-21T10:00:00.000Z,,R1\n',
    );
  });
});
