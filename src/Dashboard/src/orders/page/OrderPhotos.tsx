import { Image, SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { moment } from '../../format/time';
import { words } from '../../format/words';
import { read } from '../../live/read';
import { Section } from '../../shell/Section';
import type { Order } from '../order';

interface Photo {
  no: number;
  kind: 'before' | 'after';
  url: string;
  at: string;
}

/** What the vendor photographed, in the order it was taken. */
export function OrderPhotos({ order }: { order: Order }) {
  const photos = useQuery({
    queryKey: ['order', order.id, 'images'],
    enabled: order.kind === 'service',
    queryFn: ({ signal }) => read<{ items: Photo[] }>(`/api/v1/orders/${order.id}/images`, signal),
    select: ({ value }) => [...value.items].sort((a, b) => a.no - b.no),
  });
  if (!photos.data?.length) return null;
  return (
    <Section title="Photos">
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        {photos.data.map((photo) => (
          <a key={photo.no} href={photo.url} target="_blank" rel="noreferrer" style={{ textDecoration: 'none' }}>
            <Image src={photo.url} alt={words(photo.kind)} radius="md" h={150} fit="cover" />
            <Text size="xs" c="dimmed" mt={4}>
              {words(photo.kind)} · {moment(photo.at, Date.now())}
            </Text>
          </a>
        ))}
      </SimpleGrid>
    </Section>
  );
}
