import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { phone } from '../format/phone';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { asProblem, sayFailed } from '../shell/Failed';
import { Section } from '../shell/Section';
import type { Shop } from './shop';

/** The numbers that ring at this shop. One belongs to one shop of the whole platform. */
export function Numbers({ shop }: { shop: Shop }) {
  const [typed, setTyped] = useState('');
  const [provider, setProvider] = useState('twilio');
  const [leaving, setLeaving] = useState<string | null>(null);
  const read = () => void changed(['shop', shop.id], ['shops']);
  const adding = useMutation({
    mutationFn: () =>
      ask(`/api/v1/shops/${shop.id}/numbers`, {
        method: 'POST',
        body: { phone_number: typed.replaceAll(/[\s().-]/g, ''), provider },
        version: shop.version,
      }),
    onSuccess: () => {
      setTyped('');
      read();
    },
  });
  const removing = useMutation({
    mutationFn: (number: string) =>
      ask(`/api/v1/shops/${shop.id}/numbers/${encodeURIComponent(number)}`, {
        method: 'DELETE',
        version: shop.version,
      }),
    onSuccess: read,
    onError: (error) => sayFailed(error),
  });
  const problem = adding.isError ? asProblem(adding.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <Section title="Phone numbers">
      <Stack gap={8}>
        {shop.phone_numbers.map((number) => (
          <Group key={number} justify="space-between">
            <Text className="figures" fw={560}>
              {phone(number)}
            </Text>
            <ActionIcon
              variant="subtle"
              color="slate"
              aria-label={`Remove ${phone(number)}`}
              loading={removing.isPending && removing.variables === number}
              onClick={() => setLeaving(number)}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </Group>
        ))}
        {shop.phone_numbers.length === 0 && (
          <Text size="sm" c="dimmed">
            No number yet: calls can’t reach this shop.
          </Text>
        )}
        <form onSubmit={submit}>
          <Group gap="xs" align="flex-start" wrap="nowrap">
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              aria-label="New phone number"
              placeholder="+1 212 555 0100"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              error={problem?.reasonFor('phone_number') ?? problem?.said ?? problem?.title}
            />
            <Select
              size="xs"
              w={112}
              aria-label="Provider"
              allowDeselect={false}
              data={[
                { value: 'twilio', label: 'Twilio' },
                { value: 'elevenlabs', label: 'ElevenLabs' },
              ]}
              value={provider}
              onChange={(value) => setProvider(value ?? 'twilio')}
            />
            <Button type="submit" size="xs" disabled={typed.trim() === ''} loading={adding.isPending}>
              Add
            </Button>
          </Group>
        </form>
      </Stack>
      {leaving !== null && (
        <ConfirmDialog
          title={`Remove ${phone(leaving)}?`}
          text="Calls to it are not answered any more. Other shops can then have the number."
          action="Remove"
          onConfirm={() => removing.mutate(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Section>
  );
}
