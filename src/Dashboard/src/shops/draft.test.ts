import { expect, test } from 'vitest';
import { isChanged, rebased } from './draft';
import { noArea, type Shop } from './shop';

const saved: Shop = {
  id: '1',
  name: 'Cool Air',
  timezone: 'UTC',
  legacy_location_id: null,
  currency: 'USD',
  greeting: null,
  website_url: null,
  service_area: noArea,
  contact: null,
  services: [],
  goods: [],
  towns: [],
  customers_may_cancel: true,
  phone_numbers: [],
  hours: [],
  version: 1,
};
const service = { category: 'repairs', label: 'AC repair', aliases: [], base_price: 120, minutes: null };

test('what was typed stays when a number is added meanwhile', () => {
  const typed = { ...saved, services: [service], greeting: 'Hello' };
  const next = { ...saved, phone_numbers: ['+12125550100'], version: 2 };

  const { typed: kept, lost } = rebased(saved, typed, next);

  expect(kept).toEqual({ ...next, services: [service], greeting: 'Hello' });
  expect(lost).toEqual([]);
  expect(isChanged(next, kept)).toBe(true);
});

test('what somebody else saved stands, and the field is named', () => {
  const typed = { ...saved, name: 'Cooler Air', greeting: 'Hello' };
  const next = { ...saved, name: 'Hot Air', towns: ['Brooklyn'], version: 2 };

  const { typed: kept, lost } = rebased(saved, typed, next);

  expect(kept).toEqual({ ...next, greeting: 'Hello' });
  expect(lost).toEqual(['name']);
});

test('nothing is typed any more once it is saved', () => {
  const typed = { ...saved, name: 'Cooler Air' };
  const next = { ...typed, version: 2 };

  expect(rebased(saved, typed, next)).toEqual({ typed: next, lost: [] });
  expect(isChanged(next, next)).toBe(false);
  expect(isChanged(saved, typed)).toBe(true);
});
