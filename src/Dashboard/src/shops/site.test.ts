import { describe, expect, it } from 'vitest';
import { foundAt, isUnderWay, obstacle, toggled, undecided, type SiteCandidate, type SiteImport } from './site';

const candidate = (change: Partial<SiteCandidate>): SiteCandidate => ({
  id: 'service-1',
  kind: 'service',
  value: 'Haircut',
  hours: [],
  price: 45,
  currency: 'USD',
  minutes: 45,
  page: 'https://shop.test/',
  source: 'text',
  ...change,
});

describe('what a web site says', () => {
  it('is chosen one name at a time, and as many services as there are', () => {
    const all = [
      candidate({ id: 'name-1', kind: 'name' }),
      candidate({ id: 'name-2', kind: 'name' }),
      candidate({ id: 'service-1' }),
      candidate({ id: 'service-2' }),
    ];
    expect(toggled(['name-1', 'service-1'], 'name-2', all)).toEqual(['service-1', 'name-2']);
    expect(toggled(['service-1'], 'service-2', all)).toEqual(['service-1', 'service-2']);
    expect(toggled(['service-1', 'name-1'], 'service-1', all)).toEqual(['name-1']);
  });

  it('cannot be taken with a price in another currency', () => {
    expect(obstacle(candidate({}), 'USD')).toBeNull();
    expect(obstacle(candidate({ currency: null, price: null }), 'USD')).toBeNull();
    expect(obstacle(candidate({ currency: 'EUR' }), 'USD')).toContain('EUR');
  });

  it('says where it stands', () => {
    expect(foundAt(candidate({}))).toBe('front page, in the text');
    expect(foundAt(candidate({ page: 'https://shop.test/prices', source: 'json-ld' }))).toBe(
      '/prices, marked for machines',
    );
  });

  it('is decided on in the newest reading that is ready, whatever became of later ones', () => {
    const of = (status: SiteImport['status'], id: string) => ({ id, status });
    expect(undecided([of('failed', 'c'), of('ready', 'b'), of('ready', 'a')])?.id).toBe('b');
    expect(undecided([of('reading', 'b'), of('ready', 'a')])?.id).toBe('a');
    expect(undecided([of('accepted', 'c'), of('dismissed', 'b'), of('failed', 'a')])).toBeNull();
  });

  it('is waited for until it is there or has failed', () => {
    expect(isUnderWay({ status: 'waiting' })).toBe(true);
    expect(isUnderWay({ status: 'reading' })).toBe(true);
    expect(isUnderWay({ status: 'failed' })).toBe(false);
  });
});
