import { Badge, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { isLive, type Call } from '../calls/call';
import { outcomeColor } from '../calls/outcome';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { ago, duration } from '../format/time';
import { words } from '../format/words';
import feed from '../orders/OrderFeed.module.css';

interface RecentCallsProps {
  calls: readonly Call[];
  shopNames: ReadonlyMap<string, string>;
  withLive?: boolean;
  max?: number;
}

/** Calls that are over, and what each came to. */
export function RecentCalls({ calls, shopNames, withLive = false, max = 8 }: RecentCallsProps) {
  const now = useNow();
  const over = calls.filter((call) => withLive || !isLive(call)).slice(0, max);
  return (
    <ul className={feed.feed} aria-label="Recent calls">
      {over.map((call) => (
        <li key={call.id} className={feed.item}>
          <Link to={`/calls/${call.id}`} className={feed.link}>
            <Group justify="space-between" wrap="nowrap" gap="sm">
              <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
                <Text size="sm" fw={560} className="figures" style={{ whiteSpace: 'nowrap' }}>
                  {phone(call.from)}
                </Text>
                <Text size="sm" c="dimmed" truncate visibleFrom="xs">
                  {shopNames.get(call.shop_id ?? '')}
                </Text>
              </Group>
              <Group gap="sm" wrap="nowrap">
                <Badge color={outcomeColor(call.outcome)} style={{ flexShrink: 0 }}>
                  {call.order_number ??
                    words(call.outcome === null || call.outcome === 'none' ? call.status : call.outcome)}
                </Badge>
                <Text size="xs" c="dimmed" className="figures" w={{ base: 62, xs: 86 }} ta="right">
                  <Text span inherit visibleFrom="xs">
                    {duration(call.duration_ms)} ·{' '}
                  </Text>
                  {ago(call.ended_at ?? call.started_at, now)}
                </Text>
              </Group>
            </Group>
          </Link>
        </li>
      ))}
    </ul>
  );
}
