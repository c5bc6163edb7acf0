import { describe, expect, it } from 'vitest';
import { channelIdentity } from '../../shared/people/domain/channel-identity.ts';

const noChannel = {
  column: 'channel',
  code: 'invalid-value',
  message: 'A channel is named by lower-case letters, digits and hyphens, like telegram.',
};
const noId = (why: string) => ({
  column: 'externalId',
  code: 'invalid-value',
  message: `This value cannot be taken: ${why}.`,
});
const aPhone = {
  column: 'externalId',
  code: 'phone-number',
  message: 'This is a phone number; on Telegram a person is named by their name (@ann) or their numeric id.',
};
const nobody = {
  column: 'externalId',
  code: 'not-a-person',
  message: 'This link does not lead to a person.',
};
const ann = { channel: 'telegram', externalId: '@ann_lee' };
const link = { ...ann, profileUrl: 'https://t.me/Ann_Lee' };

describe('A channel and an id in it', () => {
  it.each([
    ['telegram', '@Ann_Lee', ann],
    ['telegram', 'ann_lee', ann],
    ['telegram', 'https://t.me/Ann_Lee', link],
    ['telegram', 't.me/s/@Ann_Lee/?x=1', link],
    ['telegram', 'tg://resolve?domain=Ann_Lee&x', link],
    ['telegram', 'https://www.telegram.me/Ann_Lee#x', link],
    ['telegram', '123456789', { channel: 'telegram', externalId: '123456789' }],
    ['telegram', '-1001234567', { channel: 'telegram', externalId: '-1001234567' }],
    ['telegram', 'not a name', { channel: 'telegram', externalId: 'not a name' }],
    ['telegram', 'an', { channel: 'telegram', externalId: 'an' }],
    ['telegram', '+49 171 234567', aPhone],
    ['telegram', 'https://t.me/+491712345678', aPhone],
    ['telegram', 'https://t.me/joinchat', nobody],
    ['telegram', 'https://t.me/+AbCdEf', nobody],
    ['telegram', 'https://t.me/c/123/4', nobody],
    [
      'whatsapp',
      'https://wa.me/491712345678?text=x',
      { channel: 'whatsapp', externalId: '+491712345678', profileUrl: 'https://wa.me/491712345678' },
    ],
    ['whatsapp', '0049 (171) 234-5678', { channel: 'whatsapp', externalId: '+491712345678' }],
    ['viber', '+49 171.2345678', { channel: 'viber', externalId: '+491712345678' }],
    ['signal', '+49/171/2345678', { channel: 'signal', externalId: '+491712345678' }],
    ['sms', '123 456', { channel: 'sms', externalId: '123 456' }],
    ['sms', '123 4567', { channel: 'sms', externalId: '1234567' }],
    ['viber', 'https://wa.me/491712345678', { channel: 'viber', externalId: 'https://wa.me/491712345678' }],
    ['slack', ' U 12 ', { channel: 'slack', externalId: 'U 12' }],
    ['', 'ann', noChannel],
    ['Two words', 'ann', noChannel],
    ['telegram', '', noId('it is empty')],
    ['telegram', 'a\u0007b', noId('must not contain control characters')],
  ])('%s and %j are %j', (channel, externalId, expected) => {
    expect(channelIdentity(channel, externalId)).toEqual(expected);
  });
});
