/** A number as people read it: North American ones grouped, others in threes after the plus. */
export function phone(e164: string | null | undefined): string {
  if (!e164) return '–';
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (american) return `(${american[1]}) ${american[2]}-${american[3]}`;
  if (!/^\+\d{7,15}$/.test(e164)) return e164;
  const digits = e164.slice(1);
  return `+${digits.slice(0, 2)} ${digits.slice(2).replaceAll(/(\d{3})(?=\d{2})/g, '$1 ')}`.trim();
}
