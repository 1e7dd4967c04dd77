import { describe, expect, it } from 'vitest';
import { bodyOf, untilText } from './apiKey';

describe('a key', () => {
  const typed = { name: ' Form ', scopes: ['orders:read'], lastDay: '', shop: null };
  it('is for the whole account and for ever unless somebody says otherwise', () => {
    expect(bodyOf(typed)).toEqual({ name: 'Form', scopes: ['orders:read'] });
  });
  it('works until its last day is over', () => {
    const body = bodyOf({ ...typed, lastDay: '2026-11-24', shop: 's' }) as { expires_at: string; shop_id: string };
    expect(new Date(body.expires_at)).toEqual(new Date(2026, 10, 25));
    expect(body.shop_id).toBe('s');
    expect(untilText(body.expires_at, new Date(2026, 10, 24, 23).getTime())).toBe('until 24 Nov');
    expect(untilText(body.expires_at, new Date(2026, 10, 25).getTime())).toBe('ended 24 Nov');
  });
});
