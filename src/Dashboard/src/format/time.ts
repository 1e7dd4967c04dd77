const Minute = 60_000;
const Hour = 60 * Minute;
const Day = 24 * Hour;

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const secondsFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const yearFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

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

/** "0:42", "12:05", "1:02:09". */
export function duration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return '–';
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
