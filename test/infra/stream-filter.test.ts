import { describe, expect, it } from 'vitest';
import { followed } from '../../functions/dispatcher/reactions.ts';
import { matchesPattern } from '../../infra/local/events/match-event-pattern.ts';
import { dispatched } from '../../infra/service/event-sources.ts';

describe("The filter of the table's stream", () => {
  it.each([...followed])('lets new items through that something follows from: %s', (entity) => {
    const record = { eventName: 'INSERT', dynamodb: { NewImage: { entity: { S: entity } } } };
    expect(dispatched.some((pattern) => matchesPattern(pattern, record))).toBe(true);
  });

  it('names no items that nothing follows from', () => {
    const named = dispatched.flatMap(({ dynamodb: { NewImage, OldImage } }) =>
      [NewImage, OldImage].flatMap((image) => image?.entity.S ?? []),
    );
    expect(named.filter((entity) => !followed.has(entity))).toEqual([]);
  });
});
