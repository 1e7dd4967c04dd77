import { BarChart } from '@mantine/charts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../format/clock';
import type { OrderRow } from '../orders/order';
import { Failed } from '../shell/Failed';
import { hourly } from './hourly';
import type { Page } from './merge';
import { read } from './read';

const Hours = 12;

export function OrdersPerHour() {
  const now = useNow(60_000);
  const from = new Date(Math.floor(now / 3_600_000) * 3_600_000 - (Hours - 1) * 3_600_000).toISOString();
  const recent = useQuery({
    queryKey: ['orders', 'per-hour', from],
    queryFn: ({ signal }) => read<Page<OrderRow>>(`/api/v1/orders?limit=200&from=${encodeURIComponent(from)}`, signal),
    placeholderData: (before) => before,
  });
  if (recent.isError && !recent.data) return <Failed error={recent.error} retry={() => void recent.refetch()} />;
  if (!recent.data) return <Skeleton height={104} m="xs" w="auto" />;
  const { items, next_cursor } = recent.data.value;
  const bars = hourly(
    items.map((order) => order.created_at),
    now,
    Hours,
    next_cursor !== null,
  );
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
