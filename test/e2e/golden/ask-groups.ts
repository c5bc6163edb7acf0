import { ask, type Step } from './ask.ts';

/** Groups, variables and saved filters: what people are sorted by. */
export const sortingSteps: Step[] = [
  ask('POST /v1/groups', 'one', { json: { name: ' Gardeners ' }, keep: { group: 'id' } }),
  ask('POST /v1/groups', 'by a member', { json: { name: 'Straße' }, by: 'member', keep: { street: 'id' } }),
  ask('POST /v1/groups', 'a name that is taken', { json: { name: 'STRASSE' } }),
  ask('POST /v1/groups', 'no name', { json: { name: '  ' } }),
  ask('POST /v1/groups', 'a name too long, and a field too many', {
    json: { name: 'x'.repeat(300), members: 1 },
  }),
  ask('POST /v1/groups', 'a number for a name', { json: { name: 7 } }),
  ask('GET /v1/groups', 'all'),
  ask('GET /v1/groups', 'one a page', { query: '?limit=1', by: 'member', keep: { nextGroups: 'cursor' } }),
  ask('GET /v1/groups', 'the next page', { query: '?limit=1&cursor=$nextGroups' }),
  ask('GET /v1/groups/{groupId}', 'one', { by: 'member' }),
  ask('PATCH /v1/groups/{groupId}', 'renamed', {
    json: { name: 'Foresters' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/groups/{groupId}', 'a version that is gone', {
    json: { name: 'Woodsmen' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/groups/{groupId}', 'a name that is taken', { json: { name: 'strasse' } }),
  ask('PATCH /v1/groups/{groupId}', 'the same name', { json: { name: 'Foresters' }, by: 'member' }),
  ask('PATCH /v1/groups/{groupId}', 'no name', { json: {} }),

  ask('POST /v1/variables', 'a number', { json: { name: 'trees', type: 'number' } }),
  ask('POST /v1/variables', 'a text with a label, by a member', {
    json: { name: 'city', type: 'text', label: 'City' },
    by: 'member',
  }),
  ask('POST /v1/variables', 'a date', { json: { name: 'born', type: 'date', label: 'Born on' } }),
  ask('POST /v1/variables', 'a yes or no', { json: { name: 'vip', type: 'boolean' } }),
  ask('POST /v1/variables', 'the same again', { json: { name: 'trees', type: 'number' } }),
  ask('POST /v1/variables', 'the same of another type', { json: { name: 'trees', type: 'text' } }),
  ask('POST /v1/variables', 'everything wrong at once', {
    json: { name: '1 x', type: 'colour', label: '', x: 1 },
  }),
  ask('POST /v1/variables', 'a word of programs', { json: { name: 'constructor', type: 'text' } }),
  ask('GET /v1/variables', 'all', { by: 'member' }),
  ask('PATCH /v1/variables/{name}', 'a label', {
    at: { name: 'trees' },
    json: { label: 'Number of trees' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/variables/{name}', 'a version that is gone', {
    at: { name: 'trees' },
    json: { label: 'Trees' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/variables/{name}', 'its type', { at: { name: 'trees' }, json: { type: 'text' } }),
  ask('PATCH /v1/variables/{name}', 'one that does not exist', {
    at: { name: 'shoe' },
    json: { label: 'Shoe' },
  }),
  ask('PATCH /v1/variables/{name}', 'no name', { at: { name: '1 x' }, json: { label: 'Shoe' } }),

  ask('POST /v1/filters', 'one', {
    json: { name: 'Ours', filter: { field: 'group', op: 'in', value: ['$group'] } },
    keep: { filter: 'id' },
  }),
  ask('POST /v1/filters', 'of another one, by a member', {
    json: { name: 'Not ours', filter: { not: { saved: '$filter' } } },
    by: 'member',
    keep: { notOurs: 'id' },
  }),
  ask('POST /v1/filters', 'by a variable', {
    json: { name: 'Rich', filter: { field: 'variables.trees', op: 'gt', value: 10 } },
    keep: { rich: 'id' },
  }),
  ask('POST /v1/filters', 'a name that is taken', {
    json: { name: 'OURS ', filter: { field: 'source', op: 'in', value: ['import'] } },
  }),
  ask('POST /v1/filters', 'a variable that does not exist', {
    json: { name: 'x', filter: { field: 'variables.shoe', op: 'eq', value: 'y' } },
  }),
  ask('POST /v1/filters', 'a value of another type', {
    json: { name: 'x', filter: { field: 'variables.trees', op: 'gt', value: 'many' } },
  }),
  ask('POST /v1/filters', 'a field that does not exist', {
    json: { name: 'x', filter: { all: [{ any: [{ field: 'shoe', op: 'eq', value: 43 }] }] } },
  }),
  ask('POST /v1/filters', 'an operator that does not fit', {
    json: { name: 'x', filter: { field: 'status', op: 'contains', value: 'a' } },
  }),
  ask('POST /v1/filters', 'no filter', { json: { name: '', filter: {} } }),
  ask('GET /v1/filters', 'all'),
  ask('GET /v1/filters', 'one a page', { query: '?limit=1', keep: { nextFilters: 'cursor' } }),
  ask('GET /v1/filters', 'the next page', { query: '?limit=1&cursor=$nextFilters', by: 'member' }),
  ask('PATCH /v1/filters/{filterId}', 'a name', {
    json: { name: 'Foresters' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/filters/{filterId}', 'a version that is gone', {
    json: { name: 'Woodsmen' },
    headers: { 'if-match': '"1"' },
  }),
  ask('PATCH /v1/filters/{filterId}', 'nothing, by a member', { json: {}, by: 'member' }),
  ask('PATCH /v1/filters/{filterId}', 'a filter that is none', { json: { filter: { all: 'x' } } }),
  ask('PATCH /v1/filters/{filterId}', 'a name that is taken', { json: { name: 'not ours' } }),
  ask('DELETE /v1/filters/{filterId}', 'a version that is gone', {
    at: { filterId: '$notOurs' },
    headers: { 'if-match': '"7"' },
  }),
  ask('DELETE /v1/filters/{filterId}', 'one, by a member', { at: { filterId: '$notOurs' }, by: 'member' }),
  ask('DELETE /v1/filters/{filterId}', 'once more', { at: { filterId: '$notOurs' } }),
];
