import { Badge, Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { moment } from '../../format/time';
import { words } from '../../format/words';
import { read } from '../../live/read';
import { Section } from '../../shell/Section';
import { useVendors } from '../../vendors/useVendors';
import { chooser, type Order } from '../order';
import { useOffers } from './useOrder';

/** How an agent chose an order’s vendors (docs/api.md). */
interface SelectionRecord {
  selected_vendors: string[];
  triggers: string[];
  conversation: {
    conversation_id: string | null;
    calling_system: string;
    messages: { speaker: string; text: string; at: string | null }[];
  } | null;
  created_at: string;
}

function useSelection(order: Order) {
  return useQuery({
    queryKey: ['order', order.id, 'selection'],
    enabled: order.selection_id !== null,
    queryFn: ({ signal }) => read<SelectionRecord>(`/api/v1/orders/${order.id}/selection`, signal),
    select: ({ value }) => value,
  });
}

/** Who was chosen before dispatch asked anybody, by whom, and from what was said. */
export function Selection({ order }: { order: Order }) {
  const selection = useSelection(order).data ?? null;
  const offers = useOffers(order.id, order.kind === 'service').data ?? [];
  const vendors = useVendors().data ?? [];
  const [isOpen, { toggle }] = useDisclosure(false);
  if (order.selected_vendors.length === 0) return null;
  const nameOf = (id: string) =>
    offers.find((offer) => offer.vendor_id === id)?.vendor_name ??
    vendors.find((vendor) => vendor.vendor_id === id)?.name ??
    id.slice(-6);
  const scoreOf = (id: string) => offers.find((offer) => offer.vendor_id === id)?.score ?? null;
  const said = selection?.conversation ?? null;
  return (
    <Section title="Chosen vendors">
      <Stack gap="xs">
        <ol aria-label="Chosen vendors" style={{ margin: 0, paddingLeft: 20 }}>
          {(selection?.selected_vendors ?? order.selected_vendors).map((id) => (
            <li key={id}>
              <Text size="sm" span>
                {nameOf(id)}
              </Text>
              {scoreOf(id) !== null && (
                <Text size="xs" c="dimmed" span ml={8} className="figures">
                  score {scoreOf(id)?.toFixed(2)}
                </Text>
              )}
            </li>
          ))}
        </ol>
        <Text size="xs" c="dimmed">
          {selection === null
            ? 'Somebody named them; they are asked first.'
            : `Chosen by ${chooser(said?.calling_system)}, ${moment(selection.created_at, Date.now())}`}
        </Text>
        {selection !== null && selection.triggers.length > 0 && (
          <Group gap={4}>
            {selection.triggers.map((trigger) => (
              <Badge key={trigger} color="slate">
                {words(trigger)}
              </Badge>
            ))}
          </Group>
        )}
        {said !== null && said.messages.length > 0 && (
          <>
            <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="sm" c="var(--mantine-color-anchor)">
              {isOpen ? 'Hide what was said' : 'What was said'}
            </UnstyledButton>
            <Collapse expanded={isOpen}>
              <Stack gap={4}>
                {said.messages.map((message, index) => (
                  <Text key={index} size="sm" style={{ overflowWrap: 'anywhere' }}>
                    <b>{words(message.speaker)}</b> {message.text}
                  </Text>
                ))}
              </Stack>
            </Collapse>
          </>
        )}
      </Stack>
    </Section>
  );
}
