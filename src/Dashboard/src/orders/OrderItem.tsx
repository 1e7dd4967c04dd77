import { Badge, Group, Text } from '@mantine/core';
import { IconPhone, IconUser } from '@tabler/icons-react';
import { Link } from 'react-router';
import { money } from '../format/money';
import { phone } from '../format/phone';
import { ago } from '../format/time';
import { words } from '../format/words';
import { useFlash } from '../live/useLive';
import { summary, whyEnded, type OrderRow } from './order';
import classes from './OrderFeed.module.css';
import { priorityColor } from './status';
import { StatusBadge } from './StatusBadge';
import { StepBar } from './StepBar';

/** One order as a card in a list: on the board, and wherever the screen is narrow. */
export function OrderItem({ order, now }: { order: OrderRow; now: number }) {
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
            {order.cancel_reason && ` · ${whyEnded(order.cancel_reason)}`}
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
