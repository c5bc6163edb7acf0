import type { RouteDeclaration } from '../../shared/platform/runtime/route.ts';
import type { ProblemCode } from '../../shared/platform/problems/problem-types.ts';

/** Every problem that a route may answer: what follows from the shape of its request, and what it declares itself. */
export function problemsOf(key: string, route: RouteDeclaration): ProblemCode[] {
  const takes = (header: string) => route.headers?.some((one) => one === header) === true;
  const listed: [applies: boolean, codes: ProblemCode[]][] = [
    [route.body !== undefined, ['invalid-input', 'malformed-body', 'too-large', 'unsupported-media-type']],
    [route.query !== undefined, ['invalid-input']],
    [route.query?.shape['cursor'] !== undefined, ['invalid-cursor']],
    [key.includes('{'), ['not-found']],
    [route.access === 'organizer', ['forbidden']],
    [takes('if-match'), ['conflict']],
    [takes('idempotency-key'), ['idempotency-key-reused', 'invalid-input']],
    [true, [...(route.problems ?? []), 'internal']],
  ];
  return [...new Set(listed.flatMap(([applies, codes]) => (applies ? codes : [])))];
}
