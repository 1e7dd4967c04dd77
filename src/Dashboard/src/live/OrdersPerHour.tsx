import { BarChart } from '@mantine/charts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../format/clock';
import type { OrderRow } from '../orders/order';
import { Failed } from '../shell/Failed';
import { hourly, type Times } from './hourly';
import type { Page } from './merge';
import { read } from './read';

const Hours = 12;
const HourMs = 3_600_000;

/** Older hours do not change: they are read once. */
const PagesBefore = 10;
const PagesNow = 5;

const none: Times = { times: [], hasMore: false };

export function OrdersPerHour() {
  const now = useNow(60_000);
  const thisHour = Math.floor(now / HourMs) * HourMs;
  const [start, hour] = [thisHour - (Hours - 1) * HourMs, thisHour].map((at) => new Date(at).toISOString());
  const before = useQuery({
    queryKey: ['hours-before', hour],
    queryFn: ({ signal }) => readTimes(`from=${start}&to=${hour}`, PagesBefore, signal),
    staleTime: Infinity,
    placeholderData: (known) => known,
  });
  const current = useQuery({
    queryKey: ['orders', 'this-hour', hour],
    queryFn: ({ signal }) => readTimes(`from=${hour}`, PagesNow, signal),
  });
  const failed = [before, current].find((query) => query.isError && !query.data);
  if (failed !== undefined) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  if (!before.data) return <Skeleton height={104} m="xs" w="auto" />;
  const bars = hourly(before.data, current.data ?? none, now, Hours);
  return (
    <div role="img" aria-label={`Orders per hour, the last ${bars.length} hours`}>
      <BarChart
        h={112}
        data={bars}
        dataKey="label"
        series={[{ name: 'orders', label: 'Orders', color: 'pine.6' }]}
        withYAxis={false}
        gridAxis="none"
        tickLine="none"
        maxBarWidth={28}
        barProps={{ radius: [4, 4, 0, 0], isAnimationActive: false }}
        xAxisProps={{ interval: 'preserveStartEnd', tick: { fontSize: 11, fill: 'var(--ink-faint)' } }}
      />
    </div>
  );
}

/** When the orders of a span were made, the last one first, as far as so many pages reach. */
async function readTimes(span: string, pagesMax: number, signal: AbortSignal): Promise<Times> {
  const times: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const rest: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { value } = await read<Page<OrderRow>>(`/api/v1/orders?limit=200&${span}${rest}`, signal);
    times.push(...value.items.map((order) => order.created_at));
    cursor = value.next_cursor;
    if (cursor === null) break;
  }
  return { times, hasMore: cursor !== null };
}
