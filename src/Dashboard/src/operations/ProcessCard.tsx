import { Sparkline } from '@mantine/charts';
import { Badge, Group, SimpleGrid, Text } from '@mantine/core';
import { ago } from '../format/time';
import { plural } from '../format/words';
import { isSilent, rate, time, type FigurePoint, type ProcessFigures } from './operations';

const roles = { whole: 'API and grains', api: 'API', silo: 'Silo' } as const;

/** One process: how busy it is, and how the last ten minutes went. */
export function ProcessCard({ process, now }: { process: ProcessFigures; now: number }) {
  const { commits, http, history } = process;
  return (
    <section className="card" style={{ padding: 16 }} aria-label={`Process ${process.name}`}>
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <div style={{ minWidth: 0 }}>
          <Text fw={620} truncate>
            {roles[process.role]} <Text span c="dimmed" size="sm">{`· ${process.name}`}</Text>
          </Text>
          <Text size="xs" c="dimmed">
            {process.runtime} · {process.version} · up {ago(process.started_at, now)} · {process.cpu_cores.toFixed(2)}{' '}
            cores · {Math.round(process.memory_bytes / 1_000_000)} MB
          </Text>
        </div>
        {isSilent(process, now) ? (
          <Badge color="red" style={{ flexShrink: 0 }}>
            silent since {ago(process.at, now)}
          </Badge>
        ) : (
          <Badge color="teal" style={{ flexShrink: 0 }}>
            running
          </Badge>
        )}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Trend
          label="Requests a second"
          value={rate(http.per_second)}
          note={`p95 ${time(http.p95_ms)}${http.failed_per_second > 0 ? ` · ${rate(http.failed_per_second)}/s fail` : ''}`}
          points={history.map((point) => point.http_per_second)}
        />
        <Trend
          label="Grain calls a second"
          value={rate(callsPerSecond(history))}
          note={process.role === 'silo' ? '' : plural(process.live_connections, 'live connection')}
          points={history.map((point) => point.calls_per_second)}
        />
        <Trend
          label="Commits a second"
          value={rate(commits.per_second)}
          note={`${rate(commits.flushes_per_second)} flushes a second`}
          points={history.map((point) => point.commits_per_second)}
        />
        <Trend
          label="Flush, p95"
          value={time(commits.flush_p95_ms)}
          note={`${commits.refused} refused · ${commits.unknown_outcomes} unknown`}
          points={history.map((point) => point.flush_p95_ms ?? 0)}
        />
      </SimpleGrid>
    </section>
  );
}

function callsPerSecond(history: FigurePoint[]): number {
  return history.at(-1)?.calls_per_second ?? 0;
}

function Trend({ label, value, note, points }: { label: string; value: string; note: string; points: number[] }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={520}>
        {label}
      </Text>
      <Text fz={22} fw={620} className="figures">
        {value}
      </Text>
      <div role="img" aria-label={`${label}, the last ${points.length * 5} seconds`}>
        <Sparkline
          h={36}
          data={points.length > 1 ? points : [0, 0]}
          color="pine.6"
          fillOpacity={0.18}
          strokeWidth={1.5}
        />
      </div>
      <Text size="xs" c="dimmed" truncate>
        {note}
      </Text>
    </div>
  );
}
