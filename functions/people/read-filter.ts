import type { FieldError } from '../../shared/platform/problems/refusal.ts';
import { Filter } from '../../shared/filters/domain/filter.ts';
import { readFlatFilter, searchFilter } from '../../shared/filters/domain/filter-query.ts';
import { VARIABLE_PREFIX } from '../../shared/filters/domain/filter-fields.ts';
import { halfCharacters } from '../../shared/platform/values/text/half-characters.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { readValue, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import {
  resolveFilter,
  variableTypes,
  type ResolvedFilter,
} from '../../shared/filters/usecases/resolve-filter.ts';
import * as z from 'zod';
import type { PeopleDeps } from './deps.ts';

/**
 * The filter in a query: `?field=value`, `?field.op=value`, `?q=` free search, `?filter=` JSON and `?savedFilter=` id,
 * all of them together. `own` names the parameters that are not about the filter.
 */
export async function readFilter(
  deps: PeopleDeps,
  { query }: HttpRequest,
  own: readonly string[],
): Promise<ResolvedFilter> {
  if ('sort' in query) throw cannotSort();
  const { q, filter: json, savedFilter, ...flat } = withoutOwn(query, own);
  const names = Object.keys(flat);
  const variables = names.some((name) => name.startsWith(VARIABLE_PREFIX))
    ? await variableTypes(deps.table)
    : new Map();
  const read = readFlatFilter(flat, variables);
  if (read.errors.length > 0) throw needsAnotherLook(read.errors);
  const parts: [parameter: string, part: Filter][] = read.filter.all.map((part, index) => [
    read.parameters[index] ?? '',
    part,
  ]);
  if (q !== undefined) parts.push(['q', searchFilter(q)]);
  if (json !== undefined) parts.push(['filter', readValue({ filter: parseFilter(json) }, Body).filter]);
  if (savedFilter !== undefined)
    parts.push(['savedFilter', readValue({ filter: { saved: savedFilter } }, Body).filter]);
  return named(
    parts.map(([parameter]) => parameter),
    async () =>
      resolveFilter(
        { table: deps.table, identityKey: await deps.identityKey() },
        { all: parts.map(([, part]) => part) },
      ),
  );
}

const Body = z.strictObject({ filter: Filter });

const withoutOwn = (query: HttpRequest['query'], own: readonly string[]): HttpRequest['query'] =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !own.includes(name)));

function parseFilter(text: string): unknown {
  try {
    const filter: unknown = JSON.parse(text);
    const errors = halfCharacters(filter, ['filter']);
    if (errors.length > 0) throw needsAnotherLook(errors);
    return filter;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw needsAnotherLook([{ field: 'filter', code: 'invalid-json', message: 'This is not valid JSON.' }]);
  }
}

/** Reports errors by the parameter that the caller wrote, not by its place in what we made of them. */
async function named<T>(parameters: string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      error.code,
      error.message,
      error.errors.map((one) => {
        const [, place, rest = ''] = /^filter\.all\.(\d+)((?:\D.*)?)$/.exec(one.field) ?? [];
        const parameter = place === undefined ? undefined : parameters[Number(place)];
        if (parameter === undefined) return one;
        return { ...one, field: parameter === 'filter' ? `filter${rest}` : parameter };
      }),
    );
  }
}

function needsAnotherLook(errors: FieldError[]): Refusal {
  // A filter that is ignored would show everybody where some were asked for.
  return new Refusal('invalid-input', 'The filter needs another look.', errors);
}

function cannotSort(): Refusal {
  const message =
    'People are listed in a fixed order that stays the same while others write. Export them (POST /v1/exports with this filter) and sort the file.';
  return new Refusal('invalid-input', 'Participants cannot be sorted here.', [
    { field: 'sort', code: 'not-sortable', message },
  ]);
}
