import { Group, Rating, Text } from '@mantine/core';
import { moment } from '../../format/time';
import { Section } from '../../shell/Section';
import type { Order } from '../order';

/** What the customer said of the work. */
export function OrderRating({ order }: { order: Order }) {
  if (order.rating === null) return null;
  const { stars, comment, at } = order.rating;
  return (
    <Section
      title="Rating"
      aside={
        <Text size="xs" c="dimmed">
          {moment(at, Date.now())}
        </Text>
      }
    >
      <Group gap="sm" align="center">
        <Rating value={stars} readOnly aria-label={`Rated ${stars} of 5`} />
        {comment !== null && <Text>{comment}</Text>}
      </Group>
    </Section>
  );
}
