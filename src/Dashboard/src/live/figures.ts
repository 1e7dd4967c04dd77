import type { Call } from '../calls/call';
import type { Figures, Revenue } from '../orders/order';
import { money } from '../format/money';

/** Revenue as people say it: one currency is an amount, several are the largest and how many more. */
export function revenueText(revenue: readonly Revenue[] | null | undefined): string {
  const [first, ...rest] = [...(revenue ?? [])].sort((a, b) => b.revenue_minor - a.revenue_minor);
  if (first === undefined) return '–';
  const isLarge = first.revenue_minor >= 100_000_00;
  const text = money(first.revenue_minor, first.currency, isLarge);
  return rest.length > 0 ? `${text} +${rest.length}` : text;
}

/** How many of today's orders there are; an API that only counts all of them has no "today". */
export function today(figures: Figures): {
  total: number | null;
  done: number | null;
  revenue: readonly Revenue[] | null;
} {
  const { today: counted } = figures;
  return { total: counted?.total ?? null, done: counted?.done ?? null, revenue: counted?.revenue ?? null };
}

/** The median time from ringing to an answer, in milliseconds; null when no call was answered. */
export function answerMs(calls: readonly Call[]): number | null {
  const times = calls
    .filter((call) => call.answered_at !== null)
    .map((call) => Date.parse(call.answered_at ?? '') - Date.parse(call.started_at))
    .filter((milliseconds) => milliseconds >= 0)
    .sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? null;
}

/** Providers tell their times in whole seconds, so nothing finer than a second is known. */
export function answerText(milliseconds: number | null): string {
  if (milliseconds === null) return '–';
  return milliseconds < 1_000 ? '< 1 s' : `${Math.round(milliseconds / 1_000)} s`;
}
