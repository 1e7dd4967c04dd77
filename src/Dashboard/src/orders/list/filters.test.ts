import { describe, expect, it } from 'vitest';
import { formatFilters, isNarrowed, noFilters, parseFilters, toQuery } from './filters';
import { isSameSearch } from './views';

describe('the filters of the orders list', () => {
  it('come back from the URL as they went in', () => {
    const filters = {
      ...noFilters(),
      status: ['new', 'accepted'],
      priority: ['urgent'],
      dispatch_status: ['exhausted'],
      shop_id: ['0198'],
      from: '2026-11-01',
      to: '2026-11-21',
      q: 'main st',
      sort: '-total',
    };
    expect(parseFilters(formatFilters(filters))).toEqual(filters);
  });

  it('say nothing in the URL when nothing is narrowed', () => {
    expect(formatFilters(noFilters()).toString()).toBe('');
    expect(isNarrowed(noFilters())).toBe(false);
    expect(isNarrowed({ ...noFilters(), sort: 'created_at' })).toBe(false);
    expect(isNarrowed({ ...noFilters(), q: 'ada' })).toBe(true);
  });

  it('leave out what an old or a broken link says', () => {
    const filters = parseFilters(
      new URLSearchParams('status=new&status=new&status=&sort=cheapest&from=yesterday&to=2026-13-40&colour=red'),
    );
    expect(filters).toEqual({ ...noFilters(), status: ['new'] });
  });

  it('ask for both days whole: from the first moment of one to the last of the other', () => {
    const query = toQuery({ ...noFilters(), from: '2026-11-20', to: '2026-11-20' }, 50);
    const span = Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '');
    expect(span).toBe(24 * 3_600_000);
    expect(new Date(query.get('from') ?? '').getHours()).toBe(0);
    expect(query.get('limit')).toBe('50');
  });

  it('are the same view in any order', () => {
    expect(isSameSearch('stage=open&stage=committed', 'stage=committed&stage=open')).toBe(true);
    expect(isSameSearch('stage=open', 'stage=open&q=ada')).toBe(false);
  });
});
