/** One field that was wrong, as the API names it. */
export interface FieldError {
  pointer: string;
  reason: string;
}

/** An error of the API (problem details), or of the way to it (`code` is then `unreachable`). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string | null = null,
    readonly errors: readonly FieldError[] = [],
    readonly traceId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail ?? title);
    this.name = 'Problem';
  }

  /** What was wrong, in words: each field by its name, else what the problem says of itself. */
  get said(): string | null {
    return this.errors.length > 0
      ? this.errors.map(({ pointer, reason }) => [named(pointer), reason].filter(Boolean).join(': ')).join(' · ')
      : this.detail;
  }

  /** What went wrong with one field, for showing under its input. */
  reasonFor(...names: string[]): string | undefined {
    const wanted = new Set(names.map(plain));
    return this.errors.find((error) => wanted.has(plain(error.pointer)))?.reason;
  }
}

/** `/lines/0/unit_price` is "Lines 1 unit price" to a person, who counts from one; the whole body has no name. */
function named(pointer: string): string {
  const parts = pointer.replace(/^(#?\/|\?)/, '').split('/');
  const text = parts.map((part) => (/^\d+$/.test(part) ? `${Number(part) + 1}` : part.replaceAll('_', ' '))).join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `/customer/phone`, `#/customer/phone` and `customer.phone` are the same field. */
function plain(pointer: string): string {
  return pointer
    .replace(/^#?\/?/, '')
    .replaceAll('/', '.')
    .toLowerCase();
}

/** Nobody answered: the network or the server is gone. */
export function unreachable(): Problem {
  return new Problem(0, 'unreachable', 'The server can’t be reached', 'Check the connection; nothing was lost.');
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  errors?: FieldError[];
  traceId?: string;
}

/** Reads an answer that is not a success, whatever its body turns out to be. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  const body = parse(text);
  const { title, detail, code, errors, traceId, ...extra } = body;
  const retryAfter = Number(response.headers.get('Retry-After'));
  return new Problem(
    response.status,
    code ?? `http-${response.status}`,
    title ?? (response.statusText || `The server answered ${response.status}`),
    detail ?? null,
    errors ?? [],
    traceId ?? null,
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    extra as Record<string, unknown>,
  );
}

function parse(text: string): ProblemBody & Record<string, unknown> {
  if (!text.startsWith('{')) return {};
  try {
    return JSON.parse(text) as ProblemBody & Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
