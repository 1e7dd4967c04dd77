import { describe, expect, it } from 'vitest';
import { formatCallFilters, noCallFilters, parseCallFilters, toCallQuery } from './callFilters';

describe('the filters of the calls list', () => {
  it('come back from the URL as they went in', () => {
    const filters = {
      status: ['ringing', 'in_progress'],
      outcome: ['missed'],
      direction: ['inbound', 'outbound'],
      shop_id: ['0198', '0199'],
      from: '2026-11-01',
      to: '2026-11-21',
      q: '5550123',
    };
    expect(parseCallFilters(formatCallFilters(filters))).toEqual(filters);
  });

  it('say nothing in the URL when nothing is narrowed', () => {
    expect(formatCallFilters(noCallFilters()).toString()).toBe('');
  });

  it('leave out what an old or a broken link says', () => {
    const params = new URLSearchParams('direction=inbound&direction=inbound&from=yesterday&to=2026-13-40&colour=red');
    expect(parseCallFilters(params)).toEqual({ ...noCallFilters(), direction: ['inbound'] });
  });

  it('ask for both days whole, and for each of several choices', () => {
    const query = toCallQuery(
      { ...noCallFilters(), from: '2026-11-20', to: '2026-11-20', direction: ['inbound', 'outbound'] },
      50,
    );
    expect(Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')).toBe(24 * 3_600_000);
    expect(query.getAll('direction')).toEqual(['inbound', 'outbound']);
    expect(query.get('limit')).toBe('50');
  });
});
