import { expect, it } from 'vitest';
import { partsExpireAt } from '../../shared/mail/domain/parts-expire-at.ts';

it('that a mail was counted is known for 30 days', () => {
  expect(partsExpireAt(Date.parse('2027-01-01T00:00:00.999Z'))).toBe(
    Date.parse('2027-01-31T00:00:00Z') / 1_000,
  );
});
