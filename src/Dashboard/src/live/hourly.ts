/** One bar of the chart. */
export interface Hour {
  /** Start of the hour, milliseconds. */
  at: number;
  label: string;
  orders: number;
}

/** When orders were made, the last one first. */
export interface Times {
  times: readonly string[];
  /** Whether there are older ones of the same span that were not read. */
  hasMore: boolean;
}

const HourMs = 3_600_000;

/**
 * Orders per hour of the last `hours` hours, oldest first, this hour last. An earlier hour that was not read completely
 * is left out rather than drawn too low; this hour is always there, and says so with a plus when it is more.
 */
export function hourly(before: Times, current: Times, now: number, hours: number): Hour[] {
  const older = before.times.map((iso) => Date.parse(iso));
  const oldest = before.hasMore && older.length > 0 ? Math.min(...older) : -Infinity;
  const thisHour = Math.floor(now / HourMs) * HourMs;
  const bars: Hour[] = [];
  for (let at = thisHour - (hours - 1) * HourMs; at < thisHour; at += HourMs) {
    if (at < oldest) continue;
    const orders = older.filter((time) => time >= at && time < at + HourMs).length;
    bars.push({ at, label: labelOf(at), orders });
  }
  const plus = current.hasMore ? '+' : '';
  bars.push({ at: thisHour, label: `${labelOf(thisHour)}${plus}`, orders: current.times.length });
  return bars;
}

function labelOf(at: number): string {
  return `${String(new Date(at).getHours()).padStart(2, '0')}:00`;
}
