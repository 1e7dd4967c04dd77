import { describe, expect, it } from 'vitest';
import { madeBy, stateOf } from './reset';

describe('a link for a forgotten password', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  it.each([
    ['2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z', 'used'],
    [null, '2026-11-23T10:00:01Z', 'open'],
    [null, '2026-11-23T10:00:00Z', 'ended'],
  ])('that was used at %s and ends at %s is %s', (used_at, expires_at, expected) => {
    expect(stateOf({ used_at, expires_at }, now)).toBe(expected);
  });
  it.each([
    ['system:system', null, 'on the machine itself'],
    ['platformadmin:1', null, 'by a platform admin'],
    ['member:1', 'a', 'by an owner of the account'],
  ])('that %s made is said to be made %s', (made_by, account_id, expected) => {
    expect(madeBy({ made_by, account_id })).toBe(expected);
  });
});
