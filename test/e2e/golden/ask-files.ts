import { ask, fileAt, mails, noId, upload, type Step } from './ask.ts';

const create = 'POST /v1/imports';
const list = 'GET /v1/imports';
const show = 'GET /v1/imports/{importId}';
const faults = 'GET /v1/imports/{importId}/faults';
const act = (word: string) => `POST /v1/imports/{importId}/${word}`;
const at = (word: string) => ({ importId: `$${word}` });
const exporting = 'POST /v1/exports';
const people = [
  'E-mail;First name;Last name;Company;groups;Trees;utm_source',
  'kim@example.com;Kim;Kron;"A; B ""C""";Imported;5;fair',
  'hans@example.com;Ignored;;;;6;',
  'bad address;Lou;;;;;',
  'max@example.com;Max;;;;many;',
  'kim@example.com;Kim;Kron;;;5;',
  '',
].join('\n');

/** Files that come in. */
export const importSteps: Step[] = [
  ask(create, 'pasted text', { json: { text: people, fileName: 'people.csv' }, keep: { pasted: 'id' } }),
  ask(show, 'pasted text', { at: at('pasted'), keep: { faultsUrl: 'faultsUrl' } }),
  ask(faults, 'all', { at: at('pasted'), by: 'member' }),
  ask(faults, 'one a page', { at: at('pasted'), query: '?limit=1', keep: { nextFaults: 'cursor' } }),
  ask(faults, 'the next page', { at: at('pasted'), query: '?limit=1&cursor=$nextFaults' }),
  fileAt('the faults', '$faultsUrl'),
  ask(create, 'a link, by a member', { json: { fileName: 'later.csv', group: 'Later' }, by: 'member' }),
  ask(create, 'held, with all that can be asked', {
    json: {
      text: 'email,who,trees\nnina@example.com,Nina,7\nann@example.com,Ann,8\n',
      ...{ hold: true, session: '$evening', group: 'Held', groups: ['$group'], mode: 'upsert' },
      ...{ eraseEmpty: false, notify: true, channel: 'telegram', dialect: { delimiter: ',' } },
      mapping: { columns: [{ column: 'who', to: 'firstName' }] },
    },
    keep: { held: 'id' },
  }),
  ask(show, 'held', { at: at('held') }),
  ask(act('preview'), 'held', { at: at('held'), json: { mode: 'add' } }),
  ask(show, 'previewed', { at: at('held') }),
  ask(act('preview'), 'another mapping, by a member', {
    at: at('held'),
    json: { mapping: { columns: [{ column: 2, to: 'lastName' }] } },
    by: 'member',
  }),
  ask(act('preview'), 'a column that does not exist', {
    at: at('held'),
    json: { mapping: { columns: [{ column: 'shoe', to: 'lastName' }] } },
  }),
  ask(act('preview'), 'everything wrong at once', {
    at: at('held'),
    json: {
      mode: 'replace',
      session: 'x',
      mapping: { columns: [{ column: 0, to: 'shoe' }] },
      notify: 1,
      hold: true,
    },
  }),
  ask(act('start'), 'a session that does not exist', { at: at('held'), json: { session: noId('ses') } }),
  ask(act('start'), 'a group that does not exist', { at: at('held'), json: { groups: [noId('grp')] } }),
  ask(act('start'), 'everything wrong at once', { at: at('held'), json: { group: '', mode: 1, x: 1 } }),
  ask(act('revert'), 'what has not begun', { at: at('held') }),
  ask(act('start'), 'held', { at: at('held'), json: { mode: 'upsert', channel: null } }),
  ask(show, 'started', { at: at('held') }),
  ask(act('start'), 'once more', { at: at('held') }),
  ask(act('preview'), 'what is done', { at: at('held') }),
  ask(act('cancel'), 'what is done', { at: at('held') }),
  mails('of importing into a session'),
  ask(act('revert'), 'one, by a member', { at: at('held'), by: 'member', keep: { reverting: 'id' } }),
  ask(show, 'reverted', { at: at('held') }),
  ask(act('revert'), 'once more', { at: at('held') }),
  ask('GET /v1/jobs/{jobId}', 'a reverting', { at: { jobId: '$reverting' } }),
  ask(create, 'held, to be cancelled', {
    json: { text: 'email\nolga@example.com\n', hold: true },
    keep: { off: 'id' },
  }),
  ask(act('cancel'), 'held, by a member', { at: at('off'), by: 'member' }),
  ask(show, 'cancelled', { at: at('off') }),
  ask('GET /v1/jobs/{jobId}', 'an import', { at: { jobId: '$off' } }),
  ask('POST /v1/jobs/{jobId}/cancel', 'an import that is cancelled', { at: { jobId: '$off' } }),
  ask('POST /v1/jobs/{jobId}/undo', 'an import', { at: { jobId: '$off' } }),
  ask(create, 'held, to be cancelled as a job', {
    json: { text: 'email\notto@example.com\n', hold: true },
    keep: { offAsJob: 'id' },
  }),
  ask('POST /v1/jobs/{jobId}/cancel', 'an import that is held', { at: { jobId: '$offAsJob' } }),
  ask('GET /v1/jobs/{jobId}', 'an import that was cancelled as a job', {
    at: { jobId: '$offAsJob' },
    by: 'member',
  }),
  ask(create, 'counted only', {
    json: { text: 'email,phone\nhans@example.com,+43 1 9\npaul@example.com,\n', dryRun: true },
    keep: { counted: 'id' },
  }),
  ask(show, 'counted only', { at: at('counted') }),
  ask(create, 'a file without an address', { json: { text: 'colour\nred\n' }, keep: { colours: 'id' } }),
  ask(show, 'a file without an address', { at: at('colours') }),
  upload('imports/plain.csv', 'email,first name\nquinn@example.com,Quinn\n', { group: 'From the bucket' }),
  upload('imports/wrong-option.csv', 'email\nquinn@example.com\n', { session: 'x', mode: 'replace' }),
  ask(list, 'of one file', { query: '?key=imports/plain.csv' }),
  ask(list, 'of a file with a wrong option', { query: '?key=imports/wrong-option.csv', by: 'member' }),
  ask(create, 'nothing said', { json: {} }),
  ask(create, 'everything wrong at once', {
    json: {
      ...{ text: '', fileName: 'a/b.csv', group: '', session: 'x', event: 'x', mapping: 7, mode: 'replace' },
      ...{ eraseEmpty: 'yes', channel: 'Tele Gram', dialect: { delimiter: '#', encoding: 'ebcdic' }, x: 1 },
    },
  }),
  ask(create, 'a session that does not exist', { json: { text: 'email\n', session: noId('ses') } }),
  ask(create, 'a mapping that does not exist', { json: { text: 'email\n', mapping: noId('map') } }),
  ask(create, 'a group that does not exist', { json: { text: 'email\n', group: noId('grp') } }),
  ask(create, 'an event and a session', {
    json: { text: 'email\n', event: '$event', session: '$fullSession' },
  }),
  ask(create, 'an event without sessions', { json: { text: 'email\n', event: '$empty' } }),
  ask(create, 'JSON that is cut off', { headers: { 'content-type': 'application/json' }, text: '{"text":' }),
  ask(list, 'all'),
  ask(list, 'two a page', { query: '?limit=2', keep: { nextImports: 'cursor' } }),
  ask(list, 'the next page', { query: '?limit=2&cursor=$nextImports' }),

  ask('POST /v1/mappings', 'one', {
    json: {
      name: 'Ours',
      mapping: {
        columns: [
          { column: 'who', to: 'firstName' },
          { column: 3, to: 'variables.trees' },
        ],
        header: true,
      },
    },
    keep: { mapping: 'id' },
  }),
  ask('POST /v1/mappings', 'without columns, by a member', {
    json: { name: 'Plain', mapping: {} },
    by: 'member',
  }),
  ask('POST /v1/mappings', 'a variable that does not exist', {
    json: { name: 'x', mapping: { columns: [{ column: 'a', to: 'variables.shoe' }] } },
  }),
  ask('POST /v1/mappings', 'a new variable without a type', {
    json: { name: 'x', mapping: { columns: [{ column: 'a', to: 'new-variable' }] } },
  }),
  ask('POST /v1/mappings', 'everything wrong at once', {
    json: { name: '', mapping: { columns: [{ column: '', to: 'shoe', x: 1 }], header: 'yes' }, x: 1 },
  }),
  ask('GET /v1/mappings', 'all'),
  ask('GET /v1/mappings', 'one a page', { query: '?limit=1', keep: { nextMappings: 'cursor' } }),
  ask('GET /v1/mappings', 'the next page', { query: '?limit=1&cursor=$nextMappings', by: 'member' }),
  ask(create, 'with a saved mapping', {
    json: { text: 'email,who,woods\nrosa@example.com,Rosa,9\n', mapping: '$mapping', hold: true },
    keep: { mapped: 'id' },
  }),
  ask(act('preview'), 'with a saved mapping', { at: at('mapped') }),
  ask('DELETE /v1/mappings/{mappingId}', 'one, by a member', { by: 'member' }),
  ask('DELETE /v1/mappings/{mappingId}', 'once more'),
  ask(act('preview'), 'with a mapping that is gone', { at: at('mapped') }),
];

/** Files that go out. */
export const exportSteps: Step[] = [
  ask(exporting, 'everybody', { keep: { export: 'id' } }),
  ask('GET /v1/exports/{exportId}', 'everybody', { keep: { exportUrl: 'url' } }),
  fileAt('everybody', '$exportUrl'),
  ask(exporting, 'a filter without somebody', {
    json: {
      filter: { field: 'lastName', op: 'eq', value: 'Huber' },
      exclude: [noId('par')],
    },
  }),
  ask(exporting, 'chosen fields of a filter', {
    json: {
      ...{ all: true, filter: { field: 'registered', op: 'in', value: ['$event'] } },
      fields: [
        ...['id', 'email', 'labels', 'inviteType', 'variables.trees', 'utm.source', 'createdAt'],
        ...['session:$session.attendance', 'session:$session.status'],
      ],
      ...{ delimiter: ';', encoding: 'windows-1252', timeZone: 'Europe/Berlin', dateFormat: 'day-first' },
      fileName: 'Ours',
    },
    keep: { chosen: 'id' },
  }),
  ask('GET /v1/exports/{exportId}', 'chosen fields', {
    at: { exportId: '$chosen' },
    keep: { chosenUrl: 'url' },
  }),
  fileAt('chosen fields', '$chosenUrl'),
  ask(exporting, 'one person as a workbook', {
    json: { ids: ['$hans'], format: 'xlsx' },
    keep: { sheet: 'id' },
  }),
  ask('GET /v1/exports/{exportId}', 'a workbook', { at: { exportId: '$sheet' } }),
  ask(exporting, 'people and a filter', { json: { ids: ['$hans'], all: true } }),
  ask(exporting, 'fields that do not exist', {
    json: { fields: ['shoe', 'variables.shoe', 'session:x.attendance'] },
  }),
  ask(exporting, 'everything wrong at once', {
    json: {
      ...{ ids: 'x', filter: {}, fields: [], format: 'pdf', delimiter: '#', encoding: 'ebcdic' },
      ...{ timeZone: 7, dateFormat: 'roman', fileName: 'a/b', x: 1 },
    },
  }),
  ask(exporting, 'a zone that does not exist', { json: { timeZone: 'Mars/Base' } }),
  ask(exporting, 'a filter with a field that does not exist', {
    json: { filter: { field: 'shoe', op: 'eq', value: 43 } },
  }),
  ask(exporting, 'a saved filter', { json: { filter: { saved: '$rich' } } }),
  ask(exporting, 'by a member', { json: {}, by: 'member' }),
  ask(exporting, 'by a member who may export', { json: { ids: ['$hans'] }, by: 'exporter' }),
  ask('GET /v1/exports', 'all'),
  ask('GET /v1/exports', 'two a page', { query: '?limit=2', keep: { nextExports: 'cursor' } }),
  ask('GET /v1/exports', 'the next page', { query: '?limit=2&cursor=$nextExports' }),
  ask('GET /v1/exports', 'by a member', { by: 'member' }),
  ask('GET /v1/exports/{exportId}', 'by a member', { by: 'member' }),
  ask('DELETE /v1/exports/{exportId}', 'no such method'),
];
