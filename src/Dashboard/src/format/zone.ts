/** The moment at which the clocks of a zone show this on a day, "2026-11-24" and "15:00", with the offset that they have
 * then. What the clocks skip moves forward, what they show twice is the first, as the platform hears it from callers. */
export function instantIn(day: string, clock: string, timezone: string): string {
  const shown = Date.parse(`${day}T${clock}:00Z`);
  const [before, after] = [offsetAt(shown - DayMs, timezone), offsetAt(shown + DayMs, timezone)];
  const isBefore = offsetAt(shown - before, timezone) === before || offsetAt(shown - after, timezone) !== after;
  const at = shown - (isBefore ? before : after);
  const offset = offsetAt(at, timezone);
  return `${new Date(at + offset).toISOString().slice(0, 19)}${offsetText(offset)}`;
}

/** The day and the hour that the clocks of a zone show at a moment: "2026-11-24" and "15:00". */
export function shownIn(iso: string, timezone: string): { day: string; clock: string } {
  const at = Date.parse(iso);
  const shown = new Date(at + offsetAt(at, timezone)).toISOString();
  return { day: shown.slice(0, 10), clock: shown.slice(11, 16) };
}

const DayMs = 24 * 60 * 60_000;

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
