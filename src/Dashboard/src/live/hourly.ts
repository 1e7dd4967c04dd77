/** One bar of the chart. */
export interface Hour {
  /** Start of the hour, milliseconds. */
  at: number;
  label: string;
  orders: number;
}

const HourMs = 3_600_000;

/**
 * Orders per hour of the last `hours` hours, oldest first, this hour last. When older orders exist than were read, only
 * hours that were read completely count as known: the others are left out rather than drawn too low.
 */
export function hourly(createdAt: readonly string[], now: number, hours: number, hasMore: boolean): Hour[] {
  const times = createdAt.map((iso) => Date.parse(iso));
  const thisHour = Math.floor(now / HourMs) * HourMs;
  const oldest = hasMore && times.length > 0 ? Math.min(...times) : -Infinity;
  const bars: Hour[] = [];
  for (let at = thisHour - (hours - 1) * HourMs; at <= thisHour; at += HourMs) {
    if (at < oldest) continue;
    const orders = times.filter((time) => time >= at && time < at + HourMs).length;
    bars.push({ at, label: `${String(new Date(at).getHours()).padStart(2, '0')}:00`, orders });
  }
  return bars;
}
