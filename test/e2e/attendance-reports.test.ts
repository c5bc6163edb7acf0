import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { useTestCloud } from '../support/use-test-cloud.ts';

const cloud = useTestCloud();
/** A day from now at 18:00 in Tokyo, whose clocks never change. */
const TOMORROW = new Date(Date.now() + 33 * 3600_000);
const day = (date: Date): string => date.toISOString().slice(0, 10);
const NEXT_WEEK = new Date(TOMORROW.getTime() + 7 * 24 * 3600_000);
const HEADER = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest';
let session = '';
let other = '';

beforeAll(async () => {
  const { id } = await cloud.call('POST', '/v1/events', { title: 'Gardening', timeZone: 'Asia/Tokyo' });
  const draft = { durationMinutes: 60, roomUrl: 'https://zoom.us/j/81234567890' };
  session = (
    await cloud.call('POST', `/v1/events/${id}/sessions`, { ...draft, startsAt: `${day(TOMORROW)}T18:00` })
  ).id;
  other = (
    await cloud.call('POST', `/v1/events/${id}/sessions`, { ...draft, startsAt: `${day(NEXT_WEEK)}T18:00` })
  ).id;
  for (const email of ['ann@example.com', 'bob@example.com', 'nora@example.com', 'cleo@example.com'])
    await cloud.call('POST', `/v1/sessions/${session}/registrations`, {
      email,
      firstName: email.slice(0, 1).toUpperCase() + email.slice(1, email.indexOf('@')),
      lastName: 'Berg',
    });
  await cloud.local('clock', { at: `${day(TOMORROW)}T11:00:00Z` });
});

const row = (name: string, email: string, from: string, until: string, minutes: number): string =>
  `${name},${email},${day(TOMORROW)} ${from},${day(TOMORROW)} ${until},${minutes},Yes`;
const report = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');

async function put(key: string, body: string, Metadata: Record<string, string> = {}): Promise<void> {
  await cloud.s3.send(
    new PutObjectCommand({ Bucket: cloud.buckets.imports, Key: `attendance/${key}`, Body: body, Metadata }),
  );
  await cloud.settle();
}
const latest = async () => (await cloud.call('GET', '/v1/attendance-imports')).items[0]!;
const statesOf = async () => {
  const { items } = await cloud.call('GET', `/v1/sessions/${session}/attendance`);
  return Object.fromEntries(
    items.map(({ email, name, state, seconds }) => [email ?? name, [state, seconds]]),
  );
};

const full = report(
  row('Ann Berg', 'ANN@example.com', '18:00:00', '19:00:00', 60),
  row('Bob Berg', 'bob@example.com', '18:00:00', '18:10:00', 10),
  row('Bob Berg', 'bob@example.com', '18:05:00', '18:12:00', 7),
  row('iPhone (Cleo Berg)', '', '18:00:00', '18:50:00', 50),
  row('Gus Guest', '', '18:00:00', '18:30:00', 30),
);

describe('A report of who was there', () => {
  it('put into the folder of its session becomes the verdict on everybody, once', async () => {
    await put(`${session}/zoom.csv`, full);
    const first = await latest();
    expect(first).toMatchObject({
      sessionId: session,
      status: 'done',
      form: 'zoom-meeting',
      counts: { rows: 5, people: 4, matched: 2, guests: 2 },
      suggestions: [{ name: 'iPhone (Cleo Berg)', registeredAs: 'Cleo Berg' }],
      questions: [{ name: 'matches' }],
    });
    const states = {
      'ann@example.com': ['attended', 3600],
      'bob@example.com': ['absent', 720],
      'nora@example.com': ['absent', 0],
      'cleo@example.com': ['absent', 0],
    };
    expect(await statesOf()).toMatchObject({ ...states, 'Gus Guest': [expect.anything(), 1800] });
    await put(`${session}/zoom again.csv`, full);
    expect(await latest()).toMatchObject({ status: 'done', sameAs: first.id, counts: { people: 0 } });
    expect(await statesOf()).toMatchObject(states);
  });

  it('counts a guest for whom somebody says that they are', async () => {
    const { items } = await cloud.call('GET', `/v1/sessions/${session}/attendance-imports`);
    const first = items.at(-1)!;
    const { guest, registrationId } = first.suggestions[0]!;
    await cloud.call('POST', `/v1/sessions/${session}/attendance-imports/${first.id}/answer`, {
      matches: [{ guest, registrationId }],
    });
    await cloud.settle();
    expect(await cloud.call('GET', `/v1/sessions/${session}/attendance-imports/${first.id}`)).toMatchObject({
      status: 'done',
      counts: { people: 4, matched: 3, guests: 1 },
      suggestions: [],
      questions: [],
    });
    expect(await statesOf()).toMatchObject({ 'cleo@example.com': ['attended', 3000] });
  });

  it('is taken back, and everybody is judged without it', async () => {
    const { items } = await cloud.call('GET', `/v1/sessions/${session}/attendance-imports`);
    const { id } = items.at(-1)!;
    expect(await cloud.call('POST', `/v1/sessions/${session}/attendance-imports/${id}/revert`)).toMatchObject(
      {
        status: 'reverted',
      },
    );
    await cloud.settle();
    expect(await statesOf()).toMatchObject({ 'ann@example.com': ['unknown', null] });
  });

  it('of another session, or of another year, is held and not taken', async () => {
    await put(`${other}/wrong.csv`, full.replace('Ann', 'Anna'));
    const held = await latest();
    expect(held).toMatchObject({ status: 'held', counts: { people: 0 } });
    expect(held.questions).toMatchObject([{ name: 'session', choices: [other, session] }]);
    await cloud.call('POST', `/v1/sessions/${other}/attendance-imports/${held.id}/answer`, { session });
    await cloud.settle();
    expect(await statesOf()).toMatchObject({ 'ann@example.com': ['attended', 3600] });
  });

  it('finds its session by when it began, and its room', async () => {
    const found = report(row('Ann Berg', 'ann@example.com', '18:00:00', '19:01:00', 61));
    await put('found.csv', found);
    expect(await latest()).toMatchObject({ status: 'done', sessionId: session, counts: { matched: 1 } });
    await put('lost.csv', found.replaceAll(day(TOMORROW), '2025-03-17'));
    const lost = await latest();
    expect(lost).toMatchObject({ status: 'held', questions: [{ name: 'session' }] });
    expect(lost.sessionId).toBeUndefined();
  });

  it('is pasted with what it does not say, or asks for it', async () => {
    const text = report(row('Bob Berg', 'bob@example.com', '14:30:00', '15:30:00', 60));
    const asked = await cloud.call('POST', `/v1/sessions/${session}/attendance-imports`, { text });
    await cloud.settle();
    const path = `/v1/sessions/${session}/attendance-imports/${asked.id}` as const;
    expect(await cloud.call('GET', path)).toMatchObject({
      status: 'held',
      questions: [{ name: 'timeZone' }],
    });
    await cloud.call('POST', `${path}/answer`, { timeZone: 'Asia/Kolkata' });
    await cloud.settle();
    expect(await cloud.call('GET', path)).toMatchObject({ status: 'done', counts: { matched: 1 } });
    expect(await statesOf()).toMatchObject({ 'bob@example.com': ['attended', 3600] });
  });

  it('is read by the zone that its metadata names', async () => {
    const text = report(row('Nora Berg', 'nora@example.com', '14:30:00', '15:30:00', 60));
    await put(`${session}/india.csv`, text, { 'time-zone': 'asia/kolkata' });
    expect(await latest()).toMatchObject({ status: 'done', answers: { timeZone: 'Asia/Kolkata' } });
    expect(await statesOf()).toMatchObject({ 'nora@example.com': ['attended', 3600] });
    await put(`${session}/nowhere.csv`, text, { 'time-zone': 'Middle Earth' });
    expect(await latest()).toMatchObject({ status: 'failed', reason: 'bad-option' });
  });

  it.each([
    [
      'registered.csv',
      'First Name,Last Name,Email,Registration Time,Approval Status\nA,B,a@example.com,2027-03-09 10:00,approved\n',
      'registration-report',
    ],
    ['empty.csv', '', 'empty'],
    ['heading.csv', `${HEADER}\n`, 'nobody'],
    ['paper.csv', '%PDF-1.4\n', 'not-csv'],
  ])('that tells nothing is refused: %s', async (name, body, reason) => {
    await put(`${session}/${name}`, body);
    expect(await latest()).toMatchObject({ status: 'failed', reason });
  });
});
