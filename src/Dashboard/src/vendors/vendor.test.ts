import { expect, test } from 'vitest';
import { noArea } from '../shops/shop';
import { cannotBeAsked, presence, servicesOf } from './vendor';

const Now = Date.parse('2026-11-22T08:00:00Z');

test('a category that stays keeps what was said about it', () => {
  const before = [
    { category: 'repairs', label: 'AC repair' },
    { category: 'repairs', label: 'Plumbing' },
    { category: 'cleaning', label: null },
  ];

  expect(servicesOf(['repairs', 'delivery'], before)).toEqual([
    { category: 'repairs', label: 'AC repair' },
    { category: 'repairs', label: 'Plumbing' },
    { category: 'delivery', label: null },
  ]);
});

test('whoever goes nowhere or does nothing is never asked, and it is said', () => {
  const services = [{ category: 'repairs', label: null }];
  const circle = { ...noArea, latitude: 40.7, longitude: -74, radius_km: 5 };

  expect(cannotBeAsked({ services, area: null })).toContain('no area');
  expect(cannotBeAsked({ services, area: { ...circle, radius_km: null } })).toContain('no area');
  expect(cannotBeAsked({ services: [], area: circle })).toContain('no service');
  expect(cannotBeAsked({ services, area: circle })).toBeNull();
  expect(cannotBeAsked({ services, area: { ...noArea, postal_codes: ['10001'] } })).toBeNull();
});

test('when somebody was there is said in words', () => {
  const seen = (last_seen_at: string | null) =>
    presence({ accepted_at: '2026-01-01T00:00:00Z', online: false, last_seen_at }, Now);

  expect(presence({ accepted_at: '2026-01-01T00:00:00Z', online: true, last_seen_at: null }, Now)).toBe('online now');
  expect(presence({ accepted_at: null, online: false, last_seen_at: null }, Now)).toBe('has not joined yet');
  expect(seen(null)).toBe('never seen');
  expect(seen('2026-11-22T07:59:50Z')).toBe('seen just now');
  expect(seen('2026-11-22T07:56:00Z')).toBe('seen 4 min ago');
  expect(seen('2026-11-03T08:00:00Z')).toBe('seen 3 Nov');
});
