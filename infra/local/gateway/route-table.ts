import { LocalCloudError } from '../seams/local-cloud-error.ts';
import type { RouteDefinition } from '../template/definitions.ts';

export interface RouteMatch {
  route: RouteDefinition;
  pathParameters: Record<string, string>;
}

interface Entry {
  route: RouteDefinition;
  method: string;
  segments: string[];
}

/** Finds routes as API Gateway does; refuses at once what API Gateway refuses. */
export class RouteTable {
  readonly #entries: Entry[];
  readonly #default: RouteDefinition | undefined;

  constructor(routes: RouteDefinition[]) {
    this.#default = routes.find(({ key }) => key === '$default');
    this.#entries = routes.filter(({ key }) => key !== '$default').map(readEntry);
    refuseDuplicates(this.#entries);
    this.#entries.sort(compareEntries);
  }

  /** The most specific route: a fixed segment beats a variable, a variable beats a greedy one, a method beats ANY. */
  find(method: string, rawPath: string): RouteMatch | undefined {
    const segments = rawPath.split('/').slice(1);
    for (const entry of this.#entries) {
      if (entry.method !== method && entry.method !== 'ANY') continue;
      const pathParameters = matchSegments(entry.segments, segments);
      if (pathParameters !== undefined) return { route: entry.route, pathParameters };
    }
    return this.#default && { route: this.#default, pathParameters: {} };
  }
}

function readEntry(route: RouteDefinition): Entry {
  const [method = '', path = ''] = route.key.split(' ');
  const segments = path.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isWhole = /^\{[\w-]+\+?\}$/.test(segment);
    if (/[{}]/.test(segment) && !isWhole) {
      throw new LocalCloudError(
        `Route "${route.key}": API Gateway wants a variable to fill a whole path segment.`,
      );
    }
    if (isGreedy(segment) && index < segments.length - 1) {
      throw new LocalCloudError(`Route "${route.key}": API Gateway takes a greedy variable only at the end.`);
    }
  }
  return { route, method, segments };
}

function refuseDuplicates(entries: Entry[]): void {
  const seen = new Map<string, string>();
  for (const { route, method, segments } of entries) {
    const shape = `${method} ${segments.map((segment) => (isVariable(segment) ? '{}' : segment)).join('/')}`;
    const other = seen.get(shape);
    if (other !== undefined) {
      throw new LocalCloudError(`Routes "${other}" and "${route.key}" are the same to API Gateway.`);
    }
    seen.set(shape, route.key);
  }
}

/** An order over all routes, also those that never match the same path: a sort by anything less may mix up the others. */
function compareEntries(one: Entry, other: Entry): number {
  const length = Math.max(one.segments.length, other.segments.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rank(one.segments[index]) - rank(other.segments[index]);
    if (difference !== 0) return difference;
  }
  return Number(one.method === 'ANY') - Number(other.method === 'ANY');
}

function rank(segment: string | undefined): number {
  if (segment === undefined) return 3;
  if (isGreedy(segment)) return 2;
  return isVariable(segment) ? 1 : 0;
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{') && !isGreedy(segment);
}

function isGreedy(segment: string): boolean {
  return segment.endsWith('+}');
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (isGreedy(part)) {
      if (segments.length <= index) return undefined;
      parameters[part.slice(1, -2)] = decode(segments.slice(index).join('/'));
      return parameters;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (isVariable(part)) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decode(segment);
    } else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
