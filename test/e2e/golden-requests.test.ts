import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../infra/service/routes.ts';
import { isLong } from '../support/rounds.ts';
import { attendanceSteps } from './golden/ask-attendance.ts';
import { attendanceImportSteps } from './golden/ask-attendance-imports.ts';
import { bulkSteps, doublesSteps } from './golden/ask-bulk.ts';
import { eventActSteps } from './golden/ask-event-acts.ts';
import { eventSteps } from './golden/ask-events.ts';
import { exportSteps, importSteps } from './golden/ask-files.ts';
import { sortingSteps } from './golden/ask-groups.ts';
import { moderatorSteps } from './golden/ask-moderators.ts';
import { noticeSteps } from './golden/ask-notices.ts';
import { pageSteps } from './golden/ask-pages.ts';
import { personSteps } from './golden/ask-people.ts';
import { placeSteps } from './golden/ask-places.ts';
import { privacySteps } from './golden/ask-privacy.ts';
import { registrationSteps } from './golden/ask-registrations.ts';
import { destinationSteps } from './golden/ask-destinations.ts';
import { ruleSteps } from './golden/ask-rules.ts';
import { waitingSteps } from './golden/ask-waiting.ts';
import * as wrong from './golden/ask-wrong.ts';
import { nameOf, type Step } from './golden/ask.ts';
import { readGolden, writeGolden, type Answers } from './golden/golden-file.ts';
import { GoldenWorld } from './golden/golden-world.ts';
import type { Answer } from './golden/normalise-answer.ts';

/**
 * The golden set: the same requests in the same order on a new local cloud get the same answers as they got before. Where a
 * change of answers is meant, `RECORD_GOLDEN=1 npx vitest run test/e2e/golden-requests.test.ts` records them anew, and the
 * difference of `test/fixtures/golden` shows what changed for those who call.
 */
const isRecording = process.env['RECORD_GOLDEN'] === '1';
const LONG_MS = 600_000;

/** In this order: later ones name what earlier ones made. */
const chapters: Record<string, Step[]> = {
  events: eventSteps,
  registrations: registrationSteps,
  pages: pageSteps,
  groups: sortingSteps,
  people: personSteps,
  bulk: bulkSteps,
  doubles: doublesSteps,
  imports: importSteps,
  exports: exportSteps,
  rules: ruleSteps,
  destinations: destinationSteps,
  privacy: privacySteps,
  strangers: wrong.strangerSteps,
  unknown: wrong.unknownSteps,
  lists: wrong.listSteps,
  bodies: [...wrong.bodySteps, ...wrong.versionSteps, ...wrong.edgeSteps],
  'event-acts': eventActSteps,
  moderators: moderatorSteps,
  'waiting-list': waitingSteps,
  places: placeSteps,
  attendance: attendanceSteps,
  notices: noticeSteps,
  'attendance-imports': attendanceImportSteps,
};
const names = Object.keys(chapters);

/** In these, all routes answer the same: each route is asked one of its requests a day, its neighbour another; in the long run all. */
const alike = new Set(['strangers', 'unknown', 'lists', 'bodies']);
const oneOfEachRoute = (steps: Step[]): Step[] =>
  [...Map.groupBy(steps, (step) => (step.kind === 'ask' ? step.route : '')).values()].map(
    (ofRoute, at) => ofRoute[at % ofRoute.length]!,
  );
const asked: Record<string, Step[]> = Object.fromEntries(
  Object.entries(chapters).map(([name, steps]) => [
    name,
    alike.has(name) && !isLong && !isRecording ? oneOfEachRoute(steps) : steps,
  ]),
);
const answers: Record<string, Answers> = Object.fromEntries(names.map((name) => [name, {}]));
const recorded: Record<string, Answers> = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await readGolden(name)] as const)),
);

let world: GoldenWorld | undefined;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnout-golden-'));
  const opened = await GoldenWorld.open(folder);
  world = opened;
  for (const [chapter, steps] of Object.entries(asked))
    for (const step of steps) answers[chapter]![nameOf(step)] = await opened.take(step);
  if (isRecording) for (const name of names) await writeGolden(name, answers[name]!);
}, LONG_MS);
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
}, LONG_MS);

describe.skipIf(isRecording).each(names)('The golden requests of the chapter %s', (chapter) => {
  it.each([...new Set(asked[chapter]!.map(nameOf))])('are answered as before: %s', (name) => {
    expect(answers[chapter]![name]).toEqual(recorded[chapter]![name]);
  });

  it('are the ones that are recorded', () => {
    const wanted = new Set(chapters[chapter]!.map(nameOf));
    expect([...wanted].sort()).toEqual(Object.keys(recorded[chapter]!).sort());
  });
});

describe('The golden set', () => {
  const all = Object.entries(asked).flatMap(([chapter, steps]) =>
    steps.map((step) => ({ chapter, step, name: nameOf(step) })),
  );
  const answersOf = (route: string): Answer[] =>
    all.flatMap(({ chapter, step, name }) =>
      step.kind === 'ask' && step.route === route ? [answers[chapter]![name]!] : [],
    );

  it('gives each step a name of its own', () => {
    for (const steps of Object.values(chapters)) {
      const named = steps.map(nameOf);
      expect(named.filter((name, at) => named.indexOf(name) < at)).toEqual([]);
    }
  });

  // What describes the API answers everybody the same, and has a test of its own.
  // HEAD is answered as GET is, what is not there by one page, and a calendar file tells the moment: these have tests of their own, too.
  const routesToAsk = routes.filter(({ key, to }) => to !== 'docs' && !/^(?:HEAD|ANY) |^GET \/i\//.test(key));

  it.each(routesToAsk.map(({ key }) => key))('asks %s, rightly and wrongly', (route) => {
    const statuses = answersOf(route).map(({ status = 0 }) => status);
    expect(statuses.filter((status) => status < 400).length, 'right requests').toBeGreaterThan(0);
    expect(statuses.filter((status) => status >= 400).length, 'wrong requests').toBeGreaterThan(0);
  });

  it('meets no error of ours', () => {
    const failed = all.filter(({ chapter, name }) => (answers[chapter]![name]!.status ?? 0) >= 500);
    expect(failed.map(({ name }) => name)).toEqual([]);
  });

  it('finds everything that it names', () => {
    const missing = all.filter(({ chapter, name }) =>
      /\$[a-z]/i.test(JSON.stringify(answers[chapter]![name])),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
