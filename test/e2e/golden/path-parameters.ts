import { noId } from './ask.ts';

const prefixes: Record<string, string> = {
  ...{
    eventId: 'evt',
    sessionId: 'ses',
    participantId: 'par',
    jobId: 'blk',
    filterId: 'flt',
    doublesId: 'dbl',
  },
  ...{ groupId: 'grp', importId: 'imp', mappingId: 'map', exportId: 'exp' },
};
const special: Record<string, string> = {
  registrationId: `${'0'.repeat(32)}-${'0'.repeat(32)}`,
  runId: `run_${'0'.repeat(32)}`,
  handoverId: 'nothing',
  name: 'nothing',
};
const words: Record<string, string> = {
  ...{ participantId: '$hans', jobId: '$added', importId: '$mapped', registrationId: '$annsPlace' },
  ...{ handoverId: 'crm', name: 'trees' },
};

const parametersOf = (route: string): string[] => [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
const fill = (route: string, value: (name: string) => string | undefined): Record<string, string> =>
  Object.fromEntries(
    parametersOf(route).flatMap((name) => {
      const filled = value(name);
      return filled === undefined ? [] : [[name, filled]];
    }),
  );

/** Parameters that name nothing, in the form of ids. */
export function zeros(route: string): Record<string, string> {
  return fill(route, (name) => special[name] ?? noId(prefixes[name] ?? 'xyz'));
}

/** Parameters that are no ids. */
export function nonsense(route: string): Record<string, string> {
  return fill(route, () => 'No Id');
}

/** Things that are there by now; those without a word here were kept under their own name. */
export function existing(route: string): Record<string, string> {
  return fill(route, (name) => words[name]);
}
