import { ask, noId, type Step } from './ask.ts';

const put = 'PUT /v1/notices';

/** What organizers are told of. */
export const noticeSteps: Step[] = [
  ask('GET /v1/notices', 'nothing yet'),
  ask('GET /v1/notices', 'a visitor', { by: 'nobody' }),
  ask(put, 'everything wrong at once', {
    json: {
      mail: { address: 'x', acts: ['danced'], daily: { at: '8', timeZone: 'Mars/North' }, eventIds: [] },
      webhook: { url: 'ftp://x' },
      fax: 1,
    },
  }),
  ask(put, 'of an event that there is not', {
    json: { mail: { address: 'told@example.com', eventIds: [noId('evt')] } },
  }),
  ask(put, 'a webhook of a member', {
    by: 'member',
    json: { webhook: { url: 'https://hooks.example.com/x', acts: ['registered'] } },
  }),
  ask(put, 'mails of acts', {
    json: { mail: { address: 'told@example.com', acts: ['registered', 'cancelled'] } },
  }),
  ask('GET /v1/notices', 'mails'),
  ask('GET /v1/notices/everybody', 'one', { keep: { notice: 'items.0.id' } }),
  ask('GET /v1/notices/everybody', 'of a member', { by: 'member' }),
  ask('DELETE /v1/notices/{noticeId}', 'of a member', { by: 'member', at: { noticeId: '$notice' } }),
  ask('DELETE /v1/notices/{noticeId}', 'one who left', { at: { noticeId: '$notice' } }),
  ask('DELETE /v1/notices/{noticeId}', 'no id', { at: { noticeId: 'x' } }),
  ask('GET /v1/notices', 'nothing any more'),
];
