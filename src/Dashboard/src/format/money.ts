const formats = new Map<string, Intl.NumberFormat>();

/** An amount in minor units, in the way its currency is written. Null is not zero: it is a dash. */
export function money(minor: number | null | undefined, currency: string | null | undefined, whole = false): string {
  if (minor === null || minor === undefined || !currency) return '–';
  const format = formatOf(currency, whole);
  return format.format(minor / 10 ** digitsOf(currency));
}

/** The minor units of a typed amount; null when it is not an amount of that currency. */
export function minorOf(typed: string | number, currency: string): number | null {
  const text = String(typed).trim().replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text)) return null;
  const digits = digitsOf(currency);
  const [, decimals = ''] = text.split('.');
  if (decimals.replace(/0+$/, '').length > digits) return null;
  return Math.round(Number(text) * 10 ** digits);
}

/** Minor units as the decimal number that the API takes. */
export function amountOf(minor: number, currency: string): number {
  return minor / 10 ** digitsOf(currency);
}

function digitsOf(currency: string): number {
  return formatOf(currency, false).resolvedOptions().maximumFractionDigits ?? 2;
}

function formatOf(currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${currency}${whole ? '/whole' : ''}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      ...(whole ? { maximumFractionDigits: 0, minimumFractionDigits: 0 } : {}),
    });
    formats.set(key, format);
  }
  return format;
}
