const Minute = 60_000;
const Hour = 60 * Minute;
const Day = 24 * Hour;

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const secondsFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const yearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const plainDayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const plainYearFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const weekdayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** How long ago, in as few letters as a list can spare: "now", "4 min", "3 h", "2 d", then the date. */
export function ago(iso: string | null | undefined, now: number): string {
  if (!iso) return '–';
  const past = now - Date.parse(iso);
  if (past < 45_000) return 'now';
  if (past < Hour) return `${Math.max(1, Math.round(past / Minute))} min`;
  if (past < Day) return `${Math.round(past / Hour)} h`;
  if (past < 7 * Day) return `${Math.round(past / Day)} d`;
  return date(iso, now);
}

/** How late something is: "due now", "4 min late", since the date "due 3 Nov". */
export function dueText(iso: string, now: number): string {
  const late = now - Date.parse(iso);
  if (late < 45_000) return 'due now';
  return late < 7 * Day ? `${ago(iso, now)} late` : `due ${date(iso, now)}`;
}

/** The date, with the year only when it is not this one. */
export function date(iso: string, now: number): string {
  const at = new Date(iso);
  return at.getFullYear() === new Date(now).getFullYear() ? dayFormat.format(at) : yearFormat.format(at);
}

export function clock(iso: string | null | undefined): string {
  return iso ? clockFormat.format(new Date(iso)) : '–';
}

export function clockWithSeconds(iso: string | null | undefined): string {
  return iso ? secondsFormat.format(new Date(iso)) : '–';
}

/** Date and clock, for a tooltip or a detail page. */
export function moment(iso: string | null | undefined, now: number): string {
  return iso ? `${date(iso, now)}, ${clock(iso)}` : '–';
}

/** A day as a calendar has it, "2026-11-21", which is no instant: the same day wherever it is read. */
export function plainDate(day: string, now: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  return (at.getUTCFullYear() === new Date(now).getFullYear() ? plainDayFormat : plainYearFormat).format(at);
}

/** "Sat 21 Nov". */
export function weekday(day: string): string {
  return weekdayFormat.format(new Date(`${day}T00:00:00Z`)).replace(',', '');
}

/** Date and clock as they are shown somewhere else: "22 Nov, 02:00". */
export function momentIn(iso: string, timezone: string): string {
  return zoned(timezone, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
}

/** The clock as it is shown somewhere else. */
export function clockIn(iso: string, timezone: string): string {
  return zoned(timezone, { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
}

/** How long until: "now", "in 4 min", "in 3 h", "in 2 d". */
export function ahead(iso: string, now: number): string {
  const left = Date.parse(iso) - now;
  if (left < 45_000) return 'now';
  if (left < 90 * Minute) return `in ${Math.max(1, Math.round(left / Minute))} min`;
  return left < 2 * Day ? `in ${Math.round(left / Hour)} h` : `in ${Math.round(left / Day)} d`;
}

function zoned(timezone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: timezone });
}

/** "0:42", "12:05", "1:02:09". */
export function duration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return '–';
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
