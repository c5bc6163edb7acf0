import { expect, it } from 'vitest';
import { registerAll, registrationsIn } from '../../shared/imports/usecases/import-registrations.ts';
import { clearLine, readLine } from '../../shared/registrations/table/line-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { idOf } from '../support/registrants.ts';
import { allocate, seatFaults } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();

it('An import that runs again puts those into the line whom its run before only registered, and nobody who left it', async () => {
  const event = await storedEvent(aws.table);
  const session = await storedSession(aws.table, event, { capacity: 2 });
  const rows = ['stays', 'leaves', 'comes'].map((name, n) => {
    const email = `${name}@line.example.com`;
    return { line: n + 2, participantId: idOf(email), email, entry: 'registered' as const };
  });
  const ids = rows.map(({ participantId }) => participantId);
  const inLine = async () => (await readLine(aws.table, session.id)).newcomers;
  const known = () => registrationsIn(aws.table, session.id, ids);
  const run = { importId: 'imp_lines', run: 0, at: new Date(NOW).toISOString() };
  const target = { eventId: event.id, sessionId: session.id };
  const plan = { target, run, notify: true, capacity: 2 };

  await registerAll(aws.table, plan, rows.slice(0, 2), await known());
  // As a worker leaves them that dies before it puts them into the line.
  await clearLine(aws.table, session.id, await inLine());
  await cancelRegistration(aws.table, (await known()).get(ids[1]!)!, testAct);
  await registerAll(aws.table, { ...plan, run: { ...run, run: 1 } }, rows, await known());

  expect((await inLine()).map(({ participantId }) => participantId).toSorted()).toEqual(
    [ids[0], ids[2]].toSorted(),
  );
  await allocate(aws.table, session, () => NOW + 1_000);
  expect(await seatFaults(aws.table, session)).toEqual([]);
});
