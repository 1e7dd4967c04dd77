import { Badge, Code, Collapse, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { clockWithSeconds, date } from '../format/time';
import { words } from '../format/words';
import feed from '../orders/OrderFeed.module.css';
import type { Webhook } from './call';
import classes from './WebhookRow.module.css';

const ScaleMs = 200;

/** One message of a provider: whether it was really theirs, how fast it was answered, and what it said. */
export function WebhookRow({ webhook, withDate = false }: { webhook: Webhook; withDate?: boolean }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const latency = webhook.latency_ms ?? 0;
  return (
    <li className={feed.item}>
      <UnstyledButton className={classes.row} onClick={toggle} aria-expanded={isOpen}>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Text size="sm" ff="monospace" truncate>
            {webhook.path.replace(/^\/webhooks\//, '')}
          </Text>
          <Badge
            color={webhook.verdict === 'verified' ? 'teal' : webhook.verdict === 'unknown_number' ? 'orange' : 'red'}
          >
            {words(webhook.verdict)}
          </Badge>
        </Group>
        <Group gap={10} mt={5} wrap="nowrap">
          <Text size="xs" c="dimmed" className="figures" style={{ whiteSpace: 'nowrap' }}>
            {withDate && `${date(webhook.received_at, Date.now())}, `}
            {clockWithSeconds(webhook.received_at)}
          </Text>
          <Tooltip label="From the request to our answer">
            <div className={classes.bar} role="img" aria-label={`Answered in ${latency} ms`}>
              <span
                style={{ width: `${Math.max(2, Math.min(100, (latency / ScaleMs) * 100))}%` }}
                data-slow={latency > ScaleMs || undefined}
              />
            </div>
          </Tooltip>
          <Text size="xs" c="dimmed" className="figures" style={{ whiteSpace: 'nowrap' }}>
            {webhook.latency_ms === null ? '–' : `${Math.round(latency)} ms`} · {webhook.status ?? '–'}
          </Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Code block mx="md" mb="sm" fz={11} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {webhook.body === null || webhook.body === '' ? '(the body is no longer kept)' : readable(webhook.body)}
        </Code>
      </Collapse>
    </li>
  );
}

/** A form's fields a line each; JSON indented; anything else as it came. */
export function readable(body: string): string {
  if (/^\s*[[{]/.test(body)) {
    try {
      return JSON.stringify(JSON.parse(body), null, 2);
    } catch (error) {
      if (error instanceof SyntaxError) return body;
      throw error;
    }
  }
  if (!/^[\w%.+-]+=/.test(body)) return body;
  return [...new URLSearchParams(body)].map(([key, value]) => `${key} = ${value}`).join('\n');
}
