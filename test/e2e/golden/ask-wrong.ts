import { routes } from '../../../infra/service/routes.ts';
import { ask, noId, type Step } from './ask.ts';
import { existing, nonsense, zeros } from './path-parameters.ts';

const json = { 'content-type': 'application/json' };
const organizer = routes.filter(({ access }) => access === 'organizer').map(({ key }) => key);

/** What every organizer's route answers to those who are none. */
export const strangerSteps: Step[] = organizer.flatMap((route) => [
  ask(route, 'no token', { at: zeros(route), by: 'nobody' }),
  ask(route, 'a token that nobody signed', { at: zeros(route), by: 'forger' }),
  ask(route, 'a token of no role', { at: zeros(route), by: 'visitor' }),
]);

/** What every route answers to ids of nothing, and to what is no id. */
export const unknownSteps: Step[] = organizer
  .filter((route) => route.includes('{'))
  .flatMap((route) => [
    ask(route, 'an id of nothing', { at: zeros(route), ...bodyFor(route) }),
    ask(route, 'no id at all', { at: nonsense(route), ...bodyFor(route) }),
  ]);

/** What every list answers to cursors and limits that are none. */
export const listSteps: Step[] = [
  ...organizer.filter((route) => /^GET .*s$|history$|audit$/.test(route)),
  'GET /v1/doubles/{doublesId}',
]
  .filter((route) => !/variables|facets|reminders|handovers$|time-zones/.test(route))
  .flatMap((route) =>
    [
      ['a cursor that is none', '?cursor=x'],
      ['a cursor of another list', '?cursor=$nextEvents'],
      ['a limit of 0', '?limit=0'],
      ['a limit of 201', '?limit=201'],
      ['a limit that is no number', '?limit=all'],
    ]
      .filter(([, query]) => route !== 'GET /v1/events' || !query!.includes('$nextEvents'))
      .map(([title, query]) => ask(route, title!, { at: existing(route), query: query! })),
  );

/** What every route that takes JSON answers to what is none. */
export const bodySteps: Step[] = organizer.filter(takesJson).flatMap((route) => [
  ask(route, 'JSON that is cut off', { at: existing(route), headers: json, text: '{"a":' }),
  ask(route, 'JSON as plain text', {
    at: existing(route),
    headers: { 'content-type': 'text/plain' },
    text: '{}',
  }),
  ask(route, 'a form', { at: existing(route), form: { a: 'b' } }),
  ask(route, 'a list', { at: existing(route), json: [] }),
  ask(route, 'a field that does not exist', { at: existing(route), json: { shoe: 43 } }),
  ask(route, 'a __proto__', { at: existing(route), headers: json, text: '{"__proto__":{}}' }),
  ask(route, 'bytes that are no UTF-8', {
    at: existing(route),
    headers: json,
    bytes: Uint8Array.of(0x22, 0xff, 0x22),
  }),
]);

/** What routes answer to an If-Match that is no version. */
export const versionSteps: Step[] = [
  'PATCH /v1/sessions/{sessionId}',
  'PUT /v1/events/{eventId}/reminders',
  'PUT /v1/events/{eventId}/handovers',
  'PATCH /v1/participants/{participantId}',
  'POST /v1/participants/{participantId}/merge',
  'PATCH /v1/filters/{filterId}',
  'DELETE /v1/filters/{filterId}',
  'PATCH /v1/groups/{groupId}',
  'DELETE /v1/groups/{groupId}',
  'PATCH /v1/variables/{name}',
  'DELETE /v1/variables/{name}',
  'PUT /v1/retention',
].map((route) =>
  ask(route, 'an If-Match that is no version', {
    at: existing(route),
    headers: { 'if-match': 'x' },
    ...bodyFor(route),
  }),
);

/** Bodies that go beyond what routes take, and addresses at which there is nothing. */
export const edgeSteps: Step[] = [
  ask('POST /v1/events', 'a body of more than 1 MB', {
    json: { title: 'x'.repeat(1_100_000), timeZone: 'UTC' },
  }),
  ask('POST /v1/imports', 'a body of more than 4 MB', { json: { text: 'x'.repeat(4_300_000) } }),
  ask('POST /v1/filters', 'a filter nested too deeply', {
    headers: json,
    text: `{"name":"x","filter":${'{"not":'.repeat(30)}{}${'}'.repeat(30)}}`,
  }),
  ask('GET /', 'nothing but the machine’s own page'),
  ask('GET /v1', 'nothing', { by: 'nobody' }),
  ask('GET /v1/', 'nothing'),
  ask('GET /v1/events/', 'nothing'),
  ask('GET /v2/events', 'nothing'),
  ask('GET /e', 'nothing', { by: 'nobody' }),
  ask('POST /e/{eventId}', 'no such method', { by: 'nobody' }),
  ask('OPTIONS /v1/events', 'no such method', { by: 'nobody' }),
  ask('POST /v1/audit', 'no such method', { json: {} }),
];

function takesJson(route: string): boolean {
  return (
    (/^(PATCH|PUT) /.test(route) ||
      /^POST .*\/(events|sessions|participants|unblock|merge|release-address|erase|actions)$/.test(route) ||
      /^POST .*\/(filters|doubles|groups|variables|imports|preview|start|mappings|exports|redrive)$/.test(
        route,
      )) &&
    !route.endsWith('{participantId}/unblock')
  );
}

/** A body that is good enough to get past reading it. */
function bodyFor(route: string): { json?: unknown } {
  const bodies: [RegExp, unknown][] = [
    [/registrations\/\{registrationId\}$/, { attendance: { state: 'absent' } }],
    [/(reminders|handovers)$/, { rules: [] }],
    [/release-address$/, { email: 'x@example.com' }],
    [/merge$/, { into: noId('par') }],
    [/erase$/, { confirm: 'x' }],
    [/^PATCH .*(filterId|groupId)\}$/, { name: 'Other' }],
    [/^PATCH .*\{name\}$/, { label: 'Other' }],
    [/^(PATCH|PUT) /, {}],
  ];
  const found = /^GET|^DELETE/.test(route) ? undefined : bodies.find(([pattern]) => pattern.test(route));
  return found ? { json: found[1] } : {};
}
