import { describe, expect, it } from 'vitest';
import { actorText } from './actors';

describe('who did it', () => {
  const names = new Map([['0198aaaa-0000-7000-8000-000000000001', 'Ada']]);
  it('is a name where one is known, with or without dashes in the id', () => {
    expect(actorText('user:0198aaaa-0000-7000-8000-000000000001', names)).toBe('Ada');
    expect(actorText('user:0198aaaa000070008000000000000001', names)).toBe('Ada');
  });
  it('is a kind and the end of an id otherwise', () => {
    expect(actorText('platformadmin:0198aaaa-0000-7000-8000-0000008b5b4d', names)).toBe('Platform admin 8b5b4d');
    expect(actorText('system:dispatch', names)).toBe('System dispatch');
    expect(actorText('customer:0198bbbb000070008000000000000001', names)).toBe('Customer');
    expect(actorText('call:0198bbbb000070008000000000000001', names)).toBe('Caller');
    expect(actorText('system:system', names)).toBe('System');
    expect(actorText(null, names)).toBe('System');
  });
});
