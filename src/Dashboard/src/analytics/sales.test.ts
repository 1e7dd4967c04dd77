import { describe, expect, it } from 'vitest';
import { daysBetween, pictureOf, stateOf, unusual, valueOf, type DailySales, type SalesDay } from './sales';
import { isCounting } from './useSales';

function day(name: string, shop: string | null, sales: number, some: Partial<SalesDay> = {}): SalesDay {
  return {
    shop_id: shop,
    day: name,
    timezone: 'America/New_York',
    from: `${name}T05:00:00Z`,
    until: `${name}T29:00:00Z`,
    hours: 24,
    closed: true,
    closed_at: null,
    orders: 1,
    completed: 1,
    cancelled: 0,
    amounts: [
      { currency: 'USD', ordered_minor: 0, sales_minor: sales, received_minor: 7, refunded_minor: 0, net_minor: 7 },
    ],
    categories: [],
    ...some,
  };
}

const picture = (...items: SalesDay[]) =>
  pictureOf(
    { from: '2026-11-01', items },
    (one) => valueOf(one, 'sales', 'USD'),
    (shop) => `Shop ${shop}`,
  );

describe('the picture of days', () => {
  it('stacks shops by the day, the largest first, and keeps what is live apart', () => {
    const { series, bars } = picture(
      day('2026-11-01', 'a', 100),
      day('2026-11-01', 'b', 300),
      day('2026-11-02', 'b', 50, { closed: false }),
    );
    expect(series.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(bars.map(({ values }) => values)).toEqual([{ a: 100, b: 300 }, { 'b:live': 50 }]);
  });

  it('has a place for each day between the first and the last, also for one on which nothing was', () => {
    const { bars } = picture(day('2026-10-31', 'a', 1), day('2026-11-02', 'a', 1));
    expect(bars.map(({ day: name }) => name)).toEqual(['2026-10-31', '2026-11-01', '2026-11-02']);
  });

  it('draws seven shops and more as five and the rest, of which nothing is lost', () => {
    const shops = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const { series, bars } = picture(...shops.map((shop, index) => day('2026-11-01', shop, 100 - index)));
    expect(series.map(({ id, label }) => [id, label]).slice(4)).toEqual([
      ['e', 'Shop e'],
      ['others', '2 more'],
    ]);
    expect(bars[0]?.values['others']).toBe(95 + 94);
  });

  it('shows one currency, never a sum of several', () => {
    const both = day('2026-11-01', 'a', 100);
    both.amounts.push({ ...both.amounts[0]!, currency: 'EUR', sales_minor: 9_000 });
    expect(valueOf(both, 'sales', 'USD')).toBe(100);
    expect(valueOf(both, 'sales', 'EUR')).toBe(9_000);
    expect(valueOf(both, 'received', 'USD')).toBe(7);
    expect(valueOf(both, 'orders', null)).toBe(1);
  });

  it('knows the lengths of its days, several where the shops in it disagree', () => {
    const { bars } = picture(day('2026-11-01', 'a', 1, { hours: 25 }), day('2026-11-01', 'b', 1));
    expect(bars[0]?.hours).toEqual([24, 25]);
    expect(picture(day('2026-11-01', 'a', 0, { hours: 25 }), day('2026-11-01', 'b', 1)).bars[0]?.hours).toEqual([24]);
  });
});

describe('a day', () => {
  it('tells why it is not 24 hours long', () => {
    expect(unusual({ hours: 24 })).toBeNull();
    expect(unusual({ hours: 25 })).toBe('25 hours long: clocks went back');
    expect(unusual({ hours: 23 })).toBe('23 hours long: clocks went forward');
    expect(unusual({ hours: 16.25 })).toBe('16.25 hours long');
  });

  it('is live until it is over, and over until it is closed', () => {
    const today = day('2026-11-21', 'a', 1, { closed: false, until: '2026-11-22T05:00:00Z' });
    expect(stateOf(today, Date.parse('2026-11-22T04:59:59Z'))).toBe('live');
    expect(stateOf(today, Date.parse('2026-11-22T05:00:00Z'))).toBe('over');
    expect(stateOf({ ...today, closed: true }, Date.parse('2026-11-22T08:00:00Z'))).toBe('closed');
  });

  it('follows the calendar, whatever clocks do', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(daysBetween('2026-10-31', '2026-11-02')).toHaveLength(3);
  });
});

describe('figures', () => {
  const held = (through: number, position: number) => ({
    position,
    value: { complete_through: through } as DailySales,
  });
  it('are being counted while something happened that they do not include', () => {
    expect(isCounting(held(9, 9), 9)).toBe(false);
    expect(isCounting(held(8, 9), 8)).toBe(true);
    expect(isCounting(held(9, 9), 10)).toBe(true);
    expect(isCounting(undefined, 10)).toBe(false);
  });
});
