import { Anchor, Button, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Section } from '../../shell/Section';
import type { Order } from '../order';

/** The page on which the customer follows the order: to copy into a message. Whoever has it sees the order. */
export function CustomerLink({ order }: { order: Order }) {
  if (!order.tracking_url) return null;
  const url = order.tracking_url;
  return (
    <Section title="Customer’s link">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          Shows the customer where the order is.{' '}
          <Anchor href={new URL(url).pathname} target="_blank" rel="noreferrer" size="sm">
            Open
          </Anchor>
        </Text>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              style={{ flexShrink: 0 }}
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            >
              {copied ? 'Copied' : 'Copy link'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Section>
  );
}
