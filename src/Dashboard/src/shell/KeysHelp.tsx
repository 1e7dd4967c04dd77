import { Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { usePlaces } from './goTo';

const everywhere: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Find anything, go anywhere'],
  ['?', 'This page'],
  ['/', 'Search the list'],
  ['j  k', 'Next and previous row'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close, or clear the search'],
  ['Shift D', 'Light or dark'],
];

export function KeysHelp({ onToggleScheme }: { onToggleScheme: () => void }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const places = usePlaces();
  useHotkeys([
    ['shift+?', open],
    ['shift+/', open],
    ['shift+d', onToggleScheme],
  ]);
  return (
    <Modal opened={isOpen} onClose={close} title="Keys" size="lg">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl">
        <KeyList title="Everywhere" rows={everywhere} />
        <KeyList title="Go to" rows={places.map((place) => [`g ${place.key}`, place.label])} />
      </SimpleGrid>
    </Modal>
  );
}

function KeyList({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <Stack gap={8}>
      <Text size="xs" c="dimmed" fw={600}>
        {title}
      </Text>
      {rows.map(([keys, what]) => (
        <Group key={keys} justify="space-between" wrap="nowrap">
          <Text size="sm">{what}</Text>
          <Group gap={4} wrap="nowrap">
            {keys.split(/\s+/).map((key) => (
              <kbd key={key} className="key">
                {key}
              </kbd>
            ))}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
