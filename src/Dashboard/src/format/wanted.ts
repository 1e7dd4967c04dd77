/** When a customer wants it: a window where one could be understood, and the words (docs/api.md). */
export interface Wanted {
  from?: string | null;
  to?: string | null;
  text?: string | null;
}

/** "Tue 24 Nov, 15:00–17:00 · “tomorrow at three”": the window as clocks of the order’s zone show it, then the words,
 * which mean another day when they are read on one. Null where nothing was said. */
export function wantedText(wanted: Wanted | null | undefined, timezone: string, now: number): string | null {
  const text = wanted?.text?.trim();
  const parts = [windowText(wanted?.from, wanted?.to, timezone, now), text ? `“${text}”` : null];
  return parts.filter(Boolean).join(' · ') || null;
}

function windowText(
  from: string | null | undefined,
  to: string | null | undefined,
  timezone: string,
  now: number,
): string | null {
  if (!from) return to ? `by ${dayAndClock(to, timezone, now)}` : null;
  if (!to || Date.parse(to) === Date.parse(from)) return dayAndClock(from, timezone, now);
  return day(from, timezone, now) === day(to, timezone, now)
    ? `${dayAndClock(from, timezone, now)}–${clock(to, timezone)}`
    : `${dayAndClock(from, timezone, now)} – ${dayAndClock(to, timezone, now)}`;
}

function dayAndClock(iso: string, timezone: string, now: number): string {
  return `${day(iso, timezone, now)}, ${clock(iso, timezone)}`;
}

/** "Tue 24 Nov", with the year when it is not this one. */
function day(iso: string, timezone: string, now: number): string {
  const year = (at: number) => format(timezone, { year: 'numeric' }).format(at);
  const at = Date.parse(iso);
  return format(timezone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: year(at) === year(now) ? undefined : 'numeric',
  })
    .format(at)
    .replace(',', '');
}

function clock(iso: string, timezone: string): string {
  return format(timezone, { hour: '2-digit', minute: '2-digit' }).format(Date.parse(iso));
}

function format(timeZone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone });
}
