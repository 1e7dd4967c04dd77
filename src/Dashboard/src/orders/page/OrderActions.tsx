import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp, IconDotsVertical } from '@tabler/icons-react';
import { useState } from 'react';
import type { Order } from '../order';
import { MoveDialog } from './MoveDialog';
import { ReopenDialog } from './ReopenDialog';
import { isPlacing, mainAction, stepLabel } from '../status';
import { useOrderCommand, type Move } from './useOrder';

/** Steps that want a word before they are taken. */
const asks = new Set(['cancelled', 'completed', 'delivered', 'shipped', 'new']);

/** What may be done to an order now: the server says which, the next step stands out. */
export function OrderActions({ order, mayReopen }: { order: Order; mayReopen: boolean }) {
  const [asking, setAsking] = useState<string | null>(null);
  const [isReopening, reopening] = useDisclosure(false);
  const moving = useOrderCommand<Move>(order, (move) => ({ path: '/status', method: 'PATCH', body: move }));
  const main = mainAction(order.kind, order.status, order.allowed);
  const others = order.allowed.filter((to) => to !== main);
  const isOver = order.allowed.length === 0;
  // Goods that were delivered come back as a return.
  const canReopen =
    order.kind === 'service' && isOver && mayReopen && (order.stage === 'done' || order.stage === 'cancelled');

  const choose = (to: string) => {
    if (asks.has(to) && !isPlacing(order, to)) setAsking(to);
    else moving.mutate({ status: to });
  };
  return (
    <Group gap="xs" wrap="nowrap">
      {main !== null && (
        <Button loading={moving.isPending} onClick={() => choose(main)}>
          {stepLabel(order, main)}
        </Button>
      )}
      {canReopen && (
        <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={reopening.open}>
          Reopen
        </Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label="More steps">
              <IconDotsVertical size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((to) => (
              <Menu.Item key={to} color={to === 'cancelled' ? 'red' : undefined} onClick={() => choose(to)}>
                {stepLabel(order, to)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking !== null && (
        <MoveDialog
          order={order}
          to={asking}
          isSending={moving.isPending}
          onClose={() => setAsking(null)}
          onMove={(move) => moving.mutate(move, { onSuccess: () => setAsking(null) })}
        />
      )}
      {isReopening && <ReopenDialog order={order} onClose={reopening.close} />}
    </Group>
  );
}
