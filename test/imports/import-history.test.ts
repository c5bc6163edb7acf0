import { expect, it } from 'vitest';
import { listHistory } from '../../shared/history/table/list-history.ts';
import { findGroupByName } from '../../shared/groups/table/group-items.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { useJobs } from '../support/use-jobs.ts';
import { idOf } from '../support/registrants.ts';

const { aws, importFile } = useJobs();

const historyOf = async (email: string) =>
  (await listHistory(aws.table, (await getParticipant(aws.table, idOf(email)))!, undefined, 50)).entries;

it('The history tells what an import brought: its line, groups, opt-outs and changed fields', async () => {
  const email = 'told@example.com';
  const first = await importFile('told-1.csv', `email,groups\n${email},Alpha\n`);
  const second = await importFile(
    'told-2.csv',
    `email,company,groups,status\n${email},Acme,Beta,unsubscribed\n`,
  );
  const [alpha, beta] = [await findGroupByName(aws.table, 'alpha'), await findGroupByName(aws.table, 'beta')];
  const entries = await historyOf(email);
  expect(entries.find(({ kind }) => kind === 'created')).toMatchObject({
    actor: first.createdBy,
    origin: `import ${first.id}`,
    data: { line: 2, groups: [alpha!.id] },
  });
  expect(entries.find(({ kind }) => kind === 'imported')).toMatchObject({
    actor: second.createdBy,
    origin: `import ${second.id}`,
    data: { line: 2, groups: [beta!.id], changed: ['company'], optedOut: true },
  });
  await importFile('told-3.csv', 'email,status\nout@example.com,unsubscribed\n');
  expect((await historyOf('out@example.com'))[0]).toMatchObject({
    kind: 'created',
    data: { optedOut: true },
  });
});
