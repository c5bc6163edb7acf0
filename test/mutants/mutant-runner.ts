import { relative, resolve } from 'node:path';
import {
  TestRunner,
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
  type SerializedConfig,
} from 'vitest';
import { readFound, readPlan, settled, tell } from './plan.ts';
import { planRounds, type Round, type Rounds } from './rounds.ts';
import { theSwitch } from './switch.ts';

const plan = readPlan();
/** How long one test may take with a mutant; how long it took without is added ten times. */
const PATIENCE_MS = 20_000;
const later = globalThis.setTimeout;
/** The mutant with which a module was read last: it has to be read anew before anybody else is tried. */
let stale: string | undefined;

/** Vitest's own parts that it keeps to itself: which modules it has evaluated, and who imports whom. */
interface Modules {
  fileToModulesMap: Map<string, Set<Module>>;
  idToModuleMap: Map<string, Module>;
}
interface Module {
  importers: Set<string>;
  promise: unknown;
  exports: unknown;
  evaluated: boolean;
}

/**
 * Runs a test file again and again: first as it is, to see which tests come by which mutants, then once for each mutant
 * that still goes unnoticed, with only the tests that came by it, up to the first that fails.
 */
class MutantRunner extends TestRunner {
  #rounds: Rounds | undefined;
  #round: Round = { tests: 'all' };
  #queue: RunnerTestFile[] = [];
  #modes = new Map<RunnerTask, RunnerTask['mode']>();
  #began = process.cpuUsage();
  /** What runs for the first time with fresh modules, and for which mutant. */
  #fresh: { id: string; test: string } | undefined;

  constructor(config: SerializedConfig) {
    super(config);
    theSwitch.on = undefined;
  }

  override importFile(path: string, source: Parameters<TestRunner['importFile']>[1]): unknown {
    theSwitch.seen = new Map();
    const test = relative('.', path);
    const done = settled(readFound(plan));
    if (plan.fresh) {
      this.#fresh = this.#nextFresh(test, done);
      if (!this.#fresh) return undefined;
    } else if (!plan.mutants.some(({ id, file }) => !done.has(id) && plan.reach[test]?.includes(file)))
      return undefined;
    return super.importFile(path, source);
  }

  onCollected(files: RunnerTestFile[]): void {
    const [file] = files as [RunnerTestFile];
    const test = relative('.', file.filepath);
    if (this.#fresh) {
      if (file.result?.state === 'fail') tell(plan, { is: 'noticed', ...this.#fresh, by: 'reading it' });
      this.#round = { tests: 'all', on: this.#fresh.id };
      this.#rounds = undefined;
    } else {
      tell(plan, { is: 'once', ids: [...theSwitch.seen.keys()] });
      if (file.result?.state === 'fail' && file.tasks.length > 0)
        tell(plan, { is: 'unsound', test, by: 'reading it', ids: [] });
      this.#rounds = planRounds(plan, test, file);
      this.#round = this.#rounds.next().value as Round;
    }
    this.#queue = files;
    this.#modes = new Map(withAll(file).map((task) => [task, task.mode]));
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    this.#renew(suite);
    if (isFile(suite)) {
      delete this.#round.failed;
      theSwitch.on = this.#round.on;
      theSwitch.left = this.#round.limit ?? 1_000_000;
    }
    theSwitch.seen = this.#round.seenOutside ??= new Map();
    await super.onBeforeRunSuite(suite);
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    this.#renew(test);
    const { tests, failed } = this.#round;
    if (failed !== undefined || (tests !== 'all' && !tests.has(test))) test.mode = 'skip';
    await super.onBeforeRunTask(test);
  }

  override onBeforeTryTask(...[test, options]: Parameters<TestRunner['onBeforeTryTask']>): void {
    theSwitch.seen = new Map();
    this.#round.seen?.set(test as RunnerTestCase, theSwitch.seen);
    this.#began = process.cpuUsage();
    super.onBeforeTryTask(test, options);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const run = TestRunner.getTestFn(test);
    if (this.#round.on === undefined) return run();
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, failed) => {
      limit = later(
        () => {
          failed(new Error('This mutant takes too long.'));
        },
        PATIENCE_MS + 10 * (this.#round.durations?.get(test) ?? PATIENCE_MS),
      );
    });
    try {
      await Promise.race([run(), tooLong]);
    } catch {
      // That it failed is enough: what differs from what is costly to print.
      throw new Error('The test noticed.');
    } finally {
      clearTimeout(limit);
    }
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    if (test.result?.state === 'fail') this.#round.failed ??= test;
    const { user, system } = process.cpuUsage(this.#began);
    this.#round.costs?.set(test, (user + system) / 1_000);
    theSwitch.seen = this.#round.seenOutside ??= new Map();
    super.onAfterRunTask(test);
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (!isFile(suite)) return;
    theSwitch.on = undefined;
    const hasFailed = suite.result?.state === 'fail';
    if (this.#fresh) {
      if (hasFailed) tell(plan, { is: 'noticed', ...this.#fresh, by: nameOf(this.#round.failed) });
      return;
    }
    const next = this.#rounds?.next(!hasFailed);
    if (!next || next.done) return;
    this.#round = next.value;
    this.#queue.push(suite);
  }

  /** Takes back what the round before left behind. */
  #renew(task: RunnerTask): void {
    if (this.#fresh) return;
    task.mode = this.#modes.get(task) ?? task.mode;
    if (task.result?.state !== undefined && this.#queue.length > 1) delete task.result;
  }

  /** Takes the next one up, with the modules of the mutant and of the one before read anew. */
  #nextFresh(test: string, done: Set<string>): { id: string; test: string } | undefined {
    const began = new Set(
      readFound(plan).map((one) => (one.is === 'began' && one.isFresh ? `${one.test} ${one.id}` : '')),
    );
    const next = plan.fresh!.find((one) => one.test === test && !began.has(`${test} ${one.id}`));
    if (!next) return undefined;
    tell(plan, { is: 'began', ...next, isFresh: true });
    if (done.has(next.id)) return undefined;
    for (const id of [stale, next.id]) if (id !== undefined) this.#forget(id);
    stale = next.id;
    theSwitch.on = next.id;
    theSwitch.left = 1_000_000;
    return next;
  }

  #forget(id: string): void {
    const modules = (this as unknown as { workerState: { evaluatedModules: Modules } }).workerState
      .evaluatedModules;
    const path = resolve(plan.mutants.find((mutant) => mutant.id === id)!.file);
    const open = [...(modules.fileToModulesMap.get(path) ?? [])];
    const forgotten = new Set(open);
    for (const module of open) {
      Object.assign(module, { promise: undefined, exports: undefined, evaluated: false });
      for (const importer of module.importers) {
        const next = modules.idToModuleMap.get(importer);
        if (!next || forgotten.has(next)) continue;
        forgotten.add(next);
        open.push(next);
      }
    }
  }
}

const isFile = (suite: RunnerTestSuite): suite is RunnerTestFile => suite.file === suite;

const withAll = (suite: RunnerTestSuite): RunnerTask[] => [
  suite,
  ...suite.tasks.flatMap((task) => (task.type === 'suite' ? withAll(task) : [task])),
];

const nameOf = (test: RunnerTestCase | undefined): string => test?.name ?? 'a hook';

export { MutantRunner as default };
