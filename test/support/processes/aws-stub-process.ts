/**
 * Stands for `aws`, `npm` and `curl` while recipes are run: answers from a file, keeps what it was asked, and refuses what
 * the file does not know. Arguments `file://…` are kept as what stands in the file.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { argv, env, exit, stderr, stdout } from 'node:process';

/** Answers by command; a list is given one by one. Stacks by name. */
export interface StubWorld {
  stacks: Record<string, { resources: object[]; outputs: object[] }>;
  answers: Record<string, object | object[]>;
}

const [, , program = '', ...asked] = argv;
const worldFile = env['STUB_WORLD'] ?? '';
const callsFile = env['STUB_CALLS'] ?? '';
const world = JSON.parse(readFileSync(worldFile, 'utf8')) as StubWorld;
const earlier = readFileSync(callsFile, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as string[]);

function optionOf(name: string): string | undefined {
  const at = asked.indexOf(name);
  return at < 0 ? undefined : asked[at + 1];
}

function fail(reason: string): never {
  stderr.write(`stub of ${program}: ${reason}: ${asked.join(' ')}\n`);
  exit(254);
}

function answerOf(command: string): unknown {
  const stack = world.stacks[optionOf('--stack-name') ?? ''];
  if (command.startsWith('cloudformation ') && stack === undefined) fail('no such stack');
  if (command === 'cloudformation list-stack-resources') return { StackResourceSummaries: stack?.resources };
  // As AWS does: "Only the first 100 resources will be returned."
  if (command === 'cloudformation describe-stack-resources')
    return { StackResources: stack?.resources.slice(0, 100) };
  if (command === 'cloudformation describe-stacks') return { Stacks: [{ Outputs: stack?.outputs }] };
  const answer = world.answers[command] ?? fail('no answer to that');
  if (!Array.isArray(answer)) return answer;
  const same = earlier.filter(([, ...one]) => one.slice(0, 2).join(' ') === command);
  return (answer as unknown[])[same.length];
}

function select(answer: unknown, query: string | undefined): unknown {
  if (query === undefined) return answer;
  if (!/^[\w.]+$/.test(query)) fail('a query of more than names');
  return query.split('.').reduce((value, name) => (value as Record<string, unknown>)[name], answer);
}

const kept = asked.map((one) =>
  one.startsWith('file://') ? readFileSync(one.slice('file://'.length), 'utf8') : one,
);
appendFileSync(callsFile, `${JSON.stringify([program, ...kept])}\n`);
if (program === 'aws') {
  const answer = select(answerOf(asked.slice(0, 2).join(' ')), optionOf('--query'));
  if (answer === undefined) fail('nothing to answer');
  stdout.write(`${typeof answer === 'string' ? answer : JSON.stringify(answer)}\n`);
}
