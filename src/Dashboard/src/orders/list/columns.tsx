import { Badge, Group, Text } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { money } from '../../format/money';
import { phone } from '../../format/phone';
import { ago } from '../../format/time';
import { words } from '../../format/words';
import type { Columns } from '../../shell/DataTable';
import { addressLine, summary, whyEnded, type OrderRow } from '../order';
import { priorityColor } from '../status';
import { StatusBadge } from '../StatusBadge';

/** The columns of the orders list. */
export function orderColumns(now: number): Columns<OrderRow> {
  return [
    {
      id: 'order',
      header: 'Order',
      cell: ({ row: { original: order } }) => (
        <Group gap={8} wrap="nowrap">
          <Text fw={600} size="sm" style={{ whiteSpace: 'nowrap' }}>
            {order.order_number}
          </Text>
          {order.source === 'call' && <IconPhone size={14} color="var(--ink-faint)" aria-label="from a call" />}
        </Group>
      ),
    },
    {
      id: 'what',
      header: 'What',
      cell: ({ row: { original: order } }) => (
        <Group gap={8} wrap="nowrap">
          <Text size="sm" lineClamp={1}>
            {summary(order)}
          </Text>
          {(order.priority === 'high' || order.priority === 'urgent') && (
            <Badge size="sm" color={priorityColor(order.priority) ?? 'slate'}>
              {words(order.priority)}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      id: 'customer',
      header: 'Customer',
      cell: ({ row: { original: order } }) => (
        <div>
          <Text size="sm" lineClamp={1}>
            {order.customer.name ?? phone(order.customer.phone)}
          </Text>
          <Text size="xs" c="dimmed" lineClamp={1}>
            {addressLine(order.address) ?? phone(order.customer.phone)}
          </Text>
        </div>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      cell: ({ row: { original: order } }) => (
        <div>
          <StatusBadge status={order.status} stage={order.stage} />
          {order.cancel_reason && (
            <Text size="xs" c="dimmed" lineClamp={1} title={whyEnded(order.cancel_reason)}>
              {whyEnded(order.cancel_reason)}
            </Text>
          )}
        </div>
      ),
    },
    {
      id: 'vendor',
      header: 'Vendor',
      cell: ({ row: { original: order } }) => (
        <Text size="sm" c={order.vendor_name === null ? 'dimmed' : undefined} lineClamp={1}>
          {order.vendor_name ?? dispatchText(order)}
        </Text>
      ),
    },
    {
      id: 'amount',
      header: () => <div style={{ textAlign: 'right' }}>Amount</div>,
      cell: ({ row: { original: order } }) => (
        <Text size="sm" ta="right" className="figures">
          {money(order.amount_minor, order.currency)}
        </Text>
      ),
    },
    {
      id: 'created',
      header: () => <div style={{ textAlign: 'right' }}>Created</div>,
      cell: ({ row: { original: order } }) => (
        <Text
          size="sm"
          c="dimmed"
          ta="right"
          title={new Date(order.created_at).toLocaleString()}
          style={{ whiteSpace: 'nowrap' }}
        >
          {ago(order.created_at, now)}
        </Text>
      ),
    },
  ];
}

function dispatchText(order: OrderRow): string {
  if (order.dispatch_status === 'offering') return 'Offered…';
  return order.dispatch_status === 'exhausted' ? 'Nobody took it' : '–';
}
