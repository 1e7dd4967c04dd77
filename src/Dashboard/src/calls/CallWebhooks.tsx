import { Text } from '@mantine/core';
import { isLost } from '../http/away';
import feed from '../orders/OrderFeed.module.css';
import { Failed } from '../shell/Failed';
import { Section } from '../shell/Section';
import { useCallWebhooks } from './useCalls';
import { WebhookRow } from './WebhookRow';

/** What the provider sent about one call, in the order of arrival. */
export function CallWebhooks({ callId }: { callId: string }) {
  const webhooks = useCallWebhooks(callId);
  if (webhooks.isPending) return null;
  if (isLost(webhooks)) return <Failed error={webhooks.error} retry={() => void webhooks.refetch()} />;
  const items = [...webhooks.data].sort((a, b) => a.received_at.localeCompare(b.received_at));
  return (
    <Section title="Webhooks" padded={false}>
      {items.length === 0 && (
        <Text size="sm" c="dimmed" px="md" pb="md">
          None kept any more
        </Text>
      )}
      <ul className={feed.feed}>
        {items.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </ul>
    </Section>
  );
}
