import { describe, expect, it } from 'vitest';
import { formerChannelsOf, keepFormerChannel } from '../../shared/people/domain/former-channels.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { toldOf } from '../support/told-of.ts';
import {
  differenceOf,
  groupsAsked,
  PersonDraft,
  type PersonChange,
} from '../../shared/people/domain/person-change.ts';

const ann: Participant = {
  ...{ id: `par_${'1'.repeat(32)}`, source: 'manual', createdAt: '2027-01-01', version: 1 },
  ...{ firstName: 'Ann', utm: { source: 'vk', medium: 'cpc' }, variables: { size: 1, city: 'Ulm' } },
  groups: new Set(['a', 'b']),
};
const none = { set: {}, remove: [], fields: [], joined: [], left: [], optsOut: false };
const difference = (change: PersonChange, person = ann) => differenceOf(person, change);

describe('What a change does to a person', () => {
  it.each<[string, PersonChange]>([
    ['nothing', {}],
    ['the same text', { firstName: 'Ann' }],
    ['nothing taken away', { lastName: null, company: '' }],
    ['the same tags in another order', { utm: { medium: 'cpc', source: 'vk' } }],
    ['the same variable', { variables: { size: 1 } }],
    ['a variable that is not there taken away', { variables: { other: null } }],
    ['the groups they are in', { groups: { add: ['a'], remove: [] } }],
    ['groups they are not in taken away', { groups: { add: [], remove: ['c'] } }],
    ['a group both given and taken away', { groups: { add: ['c'], remove: ['c'] } }],
  ])('is nothing: %s', (_, change) => {
    expect(difference(change)).toEqual(none);
  });

  it.each<[string, PersonChange, object]>([
    ['another text', { firstName: 'Anna' }, { set: { firstName: 'Anna' }, fields: ['firstName'] }],
    ['no text', { firstName: null }, { remove: ['firstName'], fields: ['firstName'] }],
    ['an empty text', { firstName: '' }, { remove: ['firstName'], fields: ['firstName'] }],
    ['other tags', { utm: { source: 'vk' } }, { set: { utm: { source: 'vk' } }, fields: ['utm'] }],
    ['no tags', { utm: {} }, { remove: ['utm'], fields: ['utm'] }],
    [
      'a variable',
      { variables: { size: 2 } },
      { set: { variables: { size: 2, city: 'Ulm' } }, fields: ['variables.size'] },
    ],
    [
      'a variable less',
      { variables: { size: null } },
      { set: { variables: { city: 'Ulm' } }, fields: ['variables.size'] },
    ],
    [
      'no variable',
      { variables: { size: null, city: null } },
      { remove: ['variables'], fields: ['variables.size', 'variables.city'] },
    ],
    [
      'a group',
      { groups: { add: ['c', 'a'], remove: [] } },
      { set: { groups: new Set(['a', 'b', 'c']) }, joined: ['c'] },
    ],
    [
      'a group less',
      { groups: { add: [], remove: ['a', 'c'] } },
      { set: { groups: new Set(['b']) }, left: ['a'] },
    ],
    ['no group', { groups: { add: [], remove: ['a', 'b'] } }, { remove: ['groups'], left: ['a', 'b'] }],
    ['an opt-out', { optedOut: true }, { optsOut: true }],
  ])('is %s', (_, change, expected) => {
    expect(difference(change)).toEqual({ ...none, ...expected });
  });

  it('is no opt-out again', () => {
    expect(difference({ optedOut: true }, { ...ann, optedOutAt: 'then' }).optsOut).toBe(false);
  });

  it('is what a list of groups adds and takes away', () => {
    expect(groupsAsked(ann, ['b', 'c'])).toEqual({ add: ['c'], remove: ['a'] });
    expect(groupsAsked({}, ['c'])).toEqual({ add: ['c'], remove: [] });
    expect(groupsAsked(ann, undefined)).toBeUndefined();
  });
});

describe('A former channel', () => {
  it.each([
    [undefined, 'sms', undefined],
    ['sms', 'sms', undefined],
    ['sms', 'viber', ['sms']],
    ['sms', undefined, ['sms']],
  ])('of somebody who left %s for %s is kept: %j', (channel, next, former) => {
    expect(formerChannelsOf({ channel }, next)).toEqual(former && new Set(former));
    const before = new Set(['vk']);
    expect(formerChannelsOf({ channel, formerChannels: before }, next)).toEqual(
      new Set(['vk', ...(former ?? [])]),
    );
  });

  it.each([
    [{ set: {}, remove: [] }, undefined],
    [{ set: { channel: 'sms' }, remove: [] }, undefined],
    [{ set: { channel: 'viber' }, remove: [] }, ['sms']],
    [{ set: {}, remove: ['channel'] }, ['sms']],
  ])('is added by a patch that takes somebody out of it: %j', (patch, former) => {
    keepFormerChannel(patch, { ...ann, channel: 'sms' });
    expect((patch.set as Record<string, unknown>)['formerChannels']).toEqual(former && new Set(former));
  });
});

describe('Somebody whom an organizer enters', () => {
  it.each([
    [{ email: 'a@example.com' }, 'taken'],
    [{ firstName: 'Ann' }, 'taken'],
    [{ lastName: 'Lee' }, 'taken'],
    [{ channel: 'sms', externalId: '1' }, 'taken'],
    [{ email: 'a@example.com', channel: 'sms' }, 'externalId: A channel and the id in it belong together.'],
    [{ email: 'a@example.com', externalId: '1' }, 'externalId: A channel and the id in it belong together.'],
    [{ company: 'A' }, ': Give an e-mail address, a channel with an id, or a name.'],
    [{ firstName: '' }, ': Give an e-mail address, a channel with an id, or a name.'],
  ])('as %j is told: %s', (draft, told) => {
    expect(toldOf(PersonDraft, draft)).toBe(told);
  });
});
