import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { IconEraser } from '@tabler/icons-react';
import { useStanding } from '../../accounts/me';
import { phone } from '../../format/phone';
import { ask } from '../../http/client';
import { changed } from '../../http/queries';
import { sayFailed } from '../../shell/Failed';
import { ReasonDialog } from '../../shell/ReasonDialog';
import { Section } from '../../shell/Section';
import type { Order } from '../order';

/** Takes the customer out of everything that is kept of them; for owners. Figures and invoices' sums stay. */
export function ErasePerson({ order }: { order: Order }) {
  const mayErase = useStanding().owns;
  const [isAsking, asking] = useDisclosure(false);
  const number = order.customer.phone;
  const erasing = useMutation({
    mutationFn: (reason: string) =>
      number === null
        ? ask(`/api/v1/orders/${order.id}/erase-person`, { method: 'POST', body: { reason }, version: order.version })
        : ask('/api/v1/customers/erase-person', { method: 'POST', body: { phone: number, reason } }),
    onSuccess: () => {
      asking.close();
      void changed(['order', order.id]);
    },
    onError: (error) => sayFailed(error),
  });
  if (!mayErase || order.erasure !== null || order.stage === 'draft') return null;
  const what = number === null ? 'this order' : `all orders and calls of ${phone(number)}`;
  return (
    <Section title="Personal data">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          Remove the customer from {what}.
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconEraser size={16} />}
          style={{ flexShrink: 0 }}
          onClick={asking.open}
        >
          Erase customer
        </Button>
      </Group>
      {isAsking && (
        <ReasonDialog
          title="Erase customer"
          action="Erase for good"
          description={`Name, number, addresses and words go from ${what}, and the name from invoices. Figures, numbers and sums stay. Nobody can undo this. Don’t write here who it is.`}
          isFinal
          isBusy={erasing.isPending}
          onSubmit={(reason) => erasing.mutate(reason)}
          onClose={asking.close}
        />
      )}
    </Section>
  );
}
