const Day = /^\d{4}-\d{2}-\d{2}$/;

/** A day as YYYY-MM-DD, or null for what is none. */
export function dayOf(text: string | null): string | null {
  return text !== null && Day.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

/** The first moment of a day, or of one some days later, in the reader's zone. */
export function startOf(day: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + daysLater).toISOString();
}
