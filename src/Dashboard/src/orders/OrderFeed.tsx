import { Badge, Group, Text } from '@mantine/core';
import { IconPhone, IconReceipt, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { money } from '../format/money';
import { phone } from '../format/phone';
import { ago } from '../format/time';
import { words } from '../format/words';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import { useFlash } from '../live/useLive';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { summary, type Order } from './order';
import classes from './OrderFeed.module.css';
import { priorityColor } from './status';
import { StatusBadge } from './StatusBadge';
import { StepBar } from './StepBar';

const OrdersMax = 14;

/** The orders that moved last, newest movement first. */
export function OrderFeed() {
  const feed = useQuery({
    queryKey: ['orders', 'feed'],
    queryFn: ({ signal }) => read<Page<Order>>(`/api/v1/orders?limit=${OrdersMax}&sort=-updated_at`, signal),
  });
  const now = useNow();
  if (feed.isPending) return <LoadingRows rows={7} height={72} />;
  if (feed.isError) return <Failed error={feed.error} retry={() => void feed.refetch()} />;
  const { items } = feed.data.value;
  if (items.length === 0) {
    return <Empty icon={IconReceipt} title="No orders yet" text="An order appears here the moment a caller confirms it." />;
  }
  return (
    <ul className={classes.feed} aria-label="Latest orders">
      {items.map((order) => (
        <FeedItem key={order.id} order={order} now={now} />
      ))}
    </ul>
  );
}

function FeedItem({ order, now }: { order: Order; now: number }) {
  const isNew = now - Date.parse(order.created_at) < 4_000;
  const flash = useFlash(`${order.status}/${order.vendor_id}`, isNew);
  const urgent = priorityColor(order.priority);
  return (
    <li className={`${classes.item} ${isNew ? 'enter' : ''} ${flash ?? ''}`} data-order={order.order_number}>
      <Link to={`/orders/${order.id}`} className={classes.link}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
            {order.source === 'call' && <IconPhone size={14} color="var(--ink-faint)" aria-label="from a call" />}
            <Text fw={600} size="sm" truncate>
              {summary(order)}
            </Text>
            {urgent !== null && order.priority !== 'low' && (
              <Badge size="sm" color={urgent} variant="light">
                {words(order.priority)}
              </Badge>
            )}
          </Group>
          <StatusBadge status={order.status} stage={order.stage} />
        </Group>
        <Group justify="space-between" wrap="nowrap" gap="xs" mt={3} mb={7}>
          <Text size="xs" c="dimmed" truncate>
            {order.customer.name ?? phone(order.customer.phone)}
            {order.vendor_name !== null && (
              <>
                {' '}
                <IconUser size={12} style={{ verticalAlign: -1, marginLeft: 6 }} /> {order.vendor_name}
              </>
            )}
            {order.vendor_name === null && order.dispatch_status === 'offering' && ' · offered to vendors'}
            {order.dispatch_status === 'exhausted' && ' · needs attention'}
          </Text>
          <Text size="xs" c="dimmed" className="figures" style={{ whiteSpace: 'nowrap' }}>
            {money(order.amount_minor, order.currency)} · {ago(order.updated_at, now)}
          </Text>
        </Group>
        <StepBar kind={order.kind} status={order.status} stage={order.stage} />
      </Link>
    </li>
  );
}
