/** Days of sales, as `GET /api/v1/analytics/daily-sales` says them. */
export interface DailySales {
  from: string;
  to: string;
  items: SalesDay[];
  totals: SalesTotals;
  as_of: string;
  complete_through: number;
}

export interface SalesTotals {
  orders: number;
  completed: number;
  cancelled: number;
  amounts: SalesAmounts[];
  categories: SalesCategory[];
}

export interface SalesDay extends SalesTotals {
  shop_id: string | null;
  /** A day of the shop's calendar. */
  day: string;
  timezone: string;
  from: string;
  until: string;
  hours: number;
  closed: boolean;
  closed_at: string | null;
}

export interface SalesAmounts {
  currency: string;
  ordered_minor: number;
  sales_minor: number;
  received_minor: number;
  refunded_minor: number;
  net_minor: number;
}

export interface SalesCategory {
  category: string;
  currency: string;
  orders: number;
  completed: number;
  sales_minor: number;
}

/** What the bars show. Amounts are of one currency: different ones are never added. */
export const measures = ['sales', 'received', 'orders'] as const;
export type Measure = (typeof measures)[number];

/** A shop's part of the picture. */
export interface Series {
  /** The shop's id, or `others`. */
  id: string;
  label: string;
  color: string;
}

/** A day of the picture: of each series what is closed, and under `{id}:live` what is still counted. */
export interface Bar {
  day: string;
  hours: number[];
  values: Readonly<Record<string, number>>;
}

export interface Picture {
  series: Series[];
  bars: Bar[];
}

const NoShop = 'none';
const Others = 'others';
const colors = ['pine.6', 'blue.5', 'orange.5', 'violet.5', 'cyan.5', 'pink.5'];
const OthersColor = 'slate.4';

export function shopKey(day: { shop_id: string | null }): string {
  return day.shop_id ?? NoShop;
}

/** Bars by the day, in each a part for each shop, the largest shop first; beyond six shops the rest is one part. */
export function pictureOf(
  { from, items }: Pick<DailySales, 'from' | 'items'>,
  valueOf: (day: SalesDay) => number,
  nameOf: (shopId: string | null) => string,
): Picture {
  const totals = new Map<string, { shopId: string | null; total: number }>();
  for (const day of items) {
    const before = totals.get(shopKey(day))?.total ?? 0;
    totals.set(shopKey(day), { shopId: day.shop_id, total: before + valueOf(day) });
  }
  const ranked = [...totals].filter(([, { total }]) => total !== 0).sort((one, two) => two[1].total - one[1].total);
  const inPicture = items.filter((day) => ranked.some(([id]) => id === shopKey(day)));
  const named = ranked.slice(0, ranked.length > colors.length ? colors.length - 1 : colors.length);
  const series = named.map(([id, { shopId }], index) => ({ id, label: nameOf(shopId), color: colors[index]! }));
  const rest = ranked.length - named.length;
  if (rest > 0) series.push({ id: Others, label: `${rest} more`, color: OthersColor });
  const seriesOf = (day: SalesDay) => (named.some(([id]) => id === shopKey(day)) ? shopKey(day) : Others);
  return { series, bars: barsOf(from, items, inPicture, valueOf, seriesOf) };
}

function barsOf(
  from: string,
  items: readonly SalesDay[],
  inPicture: readonly SalesDay[],
  valueOf: (day: SalesDay) => number,
  seriesOf: (day: SalesDay) => string,
): Bar[] {
  const days = items.map(({ day }) => day).sort();
  const [first = from, last = from] = [days[0], days.at(-1)];
  return daysBetween(first, last).map((day) => {
    const values: Record<string, number> = {};
    const ofDay = inPicture.filter((item) => item.day === day);
    for (const item of ofDay) {
      const value = valueOf(item);
      const key = `${seriesOf(item)}${item.closed ? '' : ':live'}`;
      if (value !== 0) values[key] = (values[key] ?? 0) + value;
    }
    return { day, hours: [...new Set(ofDay.map(({ hours }) => hours))].sort(), values };
  });
}

/** Every day of the calendar from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (const at = new Date(`${from}T00:00:00Z`); ; at.setUTCDate(at.getUTCDate() + 1)) {
    const day = at.toISOString().slice(0, 10);
    if (day > to) return days;
    days.push(day);
  }
}

/** The currencies in which anything moved, the largest sales first. */
export function currenciesOf(totals: SalesTotals): string[] {
  return totals.amounts.map(({ currency }) => currency);
}

/** What a day is worth in the picture: minor units of the currency, or orders. */
export function valueOf(day: SalesTotals, measure: Measure, currency: string | null): number {
  if (measure === 'orders') return day.orders;
  const amounts = day.amounts.find((amount) => amount.currency === currency);
  return measure === 'sales' ? (amounts?.sales_minor ?? 0) : (amounts?.received_minor ?? 0);
}

/** Why a day is not 24 hours long; null when it is. A shop that moved to another zone has one such day, too. */
export function unusual(day: Pick<SalesDay, 'hours'>): string | null {
  if (day.hours === 24) return null;
  const length = `${Number(day.hours.toFixed(2))} hours`;
  if (day.hours === 23) return `${length} long: clocks went forward`;
  if (day.hours === 25) return `${length} long: clocks went back`;
  return `${length} long`;
}

/** How far a day has come. */
export function stateOf(day: SalesDay, now: number): 'closed' | 'live' | 'over' {
  if (day.closed) return 'closed';
  return now < Date.parse(day.until) ? 'live' : 'over';
}
