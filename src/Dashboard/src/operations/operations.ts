/** What the platform does now, as `GET /api/v1/operations` says it. */
export interface Operations {
  at: string;
  processes: ProcessFigures[];
  consumers: ConsumerFigures[];
  due_work: { late: number; late_max: number; late_after_seconds: number; oldest_due_at: string | null };
}

export interface ProcessFigures {
  name: string;
  role: 'whole' | 'api' | 'silo';
  runtime: string;
  version: string;
  started_at: string;
  at: string;
  cpu_cores: number;
  memory_bytes: number;
  activations: { kind: string; count: number }[];
  calls: CallFigures[];
  commits: {
    per_second: number;
    flushes_per_second: number;
    flush_p50_ms: number | null;
    flush_p95_ms: number | null;
    refused: number;
    unknown_outcomes: number;
  };
  http: { per_second: number; failed_per_second: number; p95_ms: number | null };
  live_connections: number;
  history: FigurePoint[];
}

export interface CallFigures {
  grain: string;
  method: string;
  per_second: number;
  failed_per_second: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
}

export interface FigurePoint {
  at: string;
  calls_per_second: number;
  commits_per_second: number;
  http_per_second: number;
  flush_p95_ms: number | null;
}

export interface ConsumerFigures {
  consumer: string;
  lanes: number;
  lag: number;
  lag_max: number;
  parked: number;
  dead: number;
}

export interface DeadLetter {
  consumer: string;
  position: number;
  kind: string;
  subject: string;
  attempts: number;
  error: string;
  died_at: string;
  waiting: number;
  body: unknown;
}

export interface DecidedLetter {
  id: number;
  consumer: string;
  kind: string;
  subject: string;
  decision: 'replay' | 'discard';
  by: string;
  reason: string;
  at: string;
}

/** A process tells every 5 s; after three times that it is silent. */
const SilentAfterMs = 15_000;

export function isSilent(process: ProcessFigures, now: number): boolean {
  return now - Date.parse(process.at) > SilentAfterMs;
}

/** A rate with as many digits as it deserves: "0", "0.4", "12", "1,250". */
export function rate(perSecond: number): string {
  if (perSecond === 0) return '0';
  return perSecond < 10
    ? perSecond.toLocaleString('en-US', { maximumSignificantDigits: 2 })
    : Math.round(perSecond).toLocaleString('en-US');
}

/** Milliseconds: "0.4 ms", "12 ms", "1.2 s". */
export function time(ms: number | null): string {
  if (ms === null) return '–';
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

/** Activations of all processes by kind, most first. */
export function activationsOf(processes: readonly ProcessFigures[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { activations } of processes)
    for (const { kind, count } of activations) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((one, two) => two.count - one.count);
}

/** Calls where grains live, busiest first: what an API asks of a silo is counted at the silo. */
export function callsOf(processes: readonly ProcessFigures[]): (CallFigures & { process: string })[] {
  return processes
    .filter((process) => process.role !== 'api')
    .flatMap((process) => process.calls.map((call) => ({ ...call, process: process.name })))
    .sort((one, two) => two.per_second - one.per_second);
}
