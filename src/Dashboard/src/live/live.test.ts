import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../calls/call';
import { answerMs, answerText, revenueText } from './figures';
import { hourly } from './hourly';
import { Pacer } from './pacer';
import { nextSpoken, voiced } from './spoken';
import { touched } from './touched';
import { linger } from './useLinger';
import { isNews } from './useLive';

const event = (kind: string, subject: string) => ({
  position: 1,
  account_id: null,
  kind,
  subject,
  topics: [],
  at: '',
  actor: '',
  body: {},
});
const keys = (kind: string, subject: string) => touched(event(kind, subject)).map(({ key }) => key.join('/'));

describe('what an event touches', () => {
  it('an order: itself, the lists, the figures', () => {
    expect(keys('order.placed', 'orders/7')).toEqual([
      'order/7',
      'orders',
      'order-figures',
      'vendor-work',
      'daily-sales',
    ]);
  });
  it('a turn: its call only, since lists show what a call came to', () => {
    expect(keys('call.turn_added', 'calls/7')).toEqual(['call/7']);
    expect(keys('call.ended', 'calls/7')).toEqual(['call/7', 'calls']);
  });
  it('a job that ran: its runs, the list, and the days that it closed', () => {
    expect(keys('job.finished', 'jobs/7')).toEqual(['job-runs/7', 'jobs', 'daily-sales']);
  });
  it('an item: itself with its ledger, and the list of items', () => {
    expect(keys('stock.moved', 'stock/7')).toEqual(['item/7', 'items']);
  });
  it('nothing, when it is of a kind that this app does not know', () => {
    expect(keys('weather.changed', 'weather/7')).toEqual([]);
  });
});

describe('the pacer', () => {
  it('runs at once, then once more after a storm, never twice at a time', async () => {
    vi.useFakeTimers({ now: 0 });
    const pacer = new Pacer();
    let running = 0;
    const most = { running: 0 };
    const job = vi.fn(async () => {
      most.running = Math.max(most.running, ++running);
      await new Promise((resolve) => setTimeout(resolve, 50));
      running--;
    });
    for (let i = 0; i < 100; i++) {
      pacer.run('orders', 400, job);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(job.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(job.mock.calls.length).toBeLessThanOrEqual(4);
    expect(most.running).toBe(1);
  });
});

describe('orders per hour', () => {
  const now = Date.parse('2026-11-21T10:30:00Z');
  const read = (hasMore: boolean, ...clocks: string[]) => ({
    times: clocks.map((clock) => `2026-11-21T${clock}Z`),
    hasMore,
  });
  const current = read(false, '10:29:00', '10:00:00');
  const drawn = (before: typeof current, latest: typeof current) =>
    hourly(before, latest, now, 3).map(({ orders }) => orders);

  it('counts each hour, this one last', () => {
    expect(drawn(read(false, '08:59:59'), current)).toEqual([1, 0, 2]);
  });
  it('leaves out hours of which not everything was read', () => {
    expect(drawn(read(true, '09:20:00'), current)).toEqual([2]);
  });
  it('draws this hour however busy it is, and says that it is more', () => {
    const busy = { times: Array.from({ length: 1_000 }, () => '2026-11-21T10:20:00Z'), hasMore: true };
    const bars = hourly(read(true, '09:59:59'), busy, now, 3);
    expect(bars).toMatchObject([{ orders: 1_000 }]);
    expect(bars[0]!.label).toMatch(/:00\+$/);
  });
});

describe('figures', () => {
  it('never add up currencies', () => {
    expect(
      revenueText([
        { currency: 'EUR', revenue_minor: 5_00 },
        { currency: 'USD', revenue_minor: 12_50 },
      ]),
    ).toBe('$12.50 +1');
    expect(revenueText([])).toBe('–');
  });
  it('answer time is the median, and a dash when nobody was answered', () => {
    const call = (ms: number | null) =>
      ({
        started_at: '2026-11-21T10:00:00.000Z',
        answered_at: ms === null ? null : new Date(Date.parse('2026-11-21T10:00:00Z') + ms).toISOString(),
      }) as Call;
    expect(answerMs([call(100), call(900), call(300), call(null)])).toBe(300);
    expect(answerText(answerMs([call(null)]))).toBe('–');
    expect(answerText(answerMs([call(0)]))).toBe('< 1 s');
    expect(answerText(answerMs([call(2_400)]))).toBe('2 s');
  });
});

describe('what is being spoken', () => {
  const token = (text: string, turn_no: number) => ({
    kind: 'call.speaking',
    subject: 'calls/1',
    body: { text, turn_no, speaker: 'agent' },
  });
  it('grows token by token, and starts anew with the next turn', () => {
    const first = nextSpoken(undefined, token('Hello ', 1)) ?? undefined;
    const second = nextSpoken(first, token('there', 1)) ?? undefined;
    expect(second?.text).toBe('Hello there');
    expect(nextSpoken(second, token('And', 2))?.text).toBe('And');
  });
  it('is shown as fast as it is heard, whole words at a time', () => {
    const text = 'Sure, I can help with that.';
    expect(voiced(text, 0)).toBe('Sure,');
    expect(voiced(text, 300)).toBe('Sure, I can');
    expect(voiced(text, 60_000)).toBe(text);
    expect(voiced('', 0)).toBe('');
  });
  it('is not presence', () => {
    expect(
      nextSpoken(undefined, { kind: 'vendor.presence', subject: 'vendors/1', body: { online: true } }),
    ).toBeUndefined();
  });
});

describe('calls that ended', () => {
  it('stay in their places for a moment, then go', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    const shown = linger(new Map(), [a, b], 0, 1_000);
    const afterEnd = linger(shown, [b], 10, 1_000);
    expect([...afterEnd.keys()]).toEqual(['a', 'b']);
    expect([...linger(afterEnd, [b], 1_011, 1_000).keys()]).toEqual(['b']);
  });
});

describe('What flashes', () => {
  it('has changed; what has only been read has not', () => {
    expect(isNews('3', '4')).toBe(true);
    expect(isNews('3', '3')).toBe(false);
    expect(isNews(undefined, '3')).toBe(false);
    expect(isNews('3', undefined)).toBe(true);
  });
});
