import { Badge, Button, Group, Modal, SimpleGrid, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { phone } from '../format/phone';
import { plural } from '../format/words';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { Empty } from '../shell/Empty';
import { asProblem, Failed, sayFailed } from '../shell/Failed';
import { Page } from '../shell/Page';
import { AreaPicture } from './AreaPicture';
import type { Shop } from './shop';
import classes from './Shops.module.css';
import { TimeZoneSelect } from './TimeZoneSelect';
import { useShops } from './useShops';

export default function ShopsPage() {
  const shops = useShops();
  const [isMaking, making] = useDisclosure(false);
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={making.open}>
      New shop
    </Button>
  );
  return (
    <Page title="Shops" actions={add}>
      {isLost(shops) && <Failed error={shops.error} retry={() => void shops.refetch()} />}
      {shops.isPending && (
        <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
          <Skeleton h={180} radius="lg" />
          <Skeleton h={180} radius="lg" />
        </SimpleGrid>
      )}
      {shops.data?.length === 0 && (
        <section className="card">
          <Empty
            icon={IconBuildingStore}
            title="No shop yet"
            text="A shop has phone numbers, services and an area. Its calls become its orders."
          >
            {add}
          </Empty>
        </section>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
        {(shops.data ?? []).map((shop) => (
          <ShopCard key={shop.id} shop={shop} />
        ))}
      </SimpleGrid>
      <NewShop isOpen={isMaking} onClose={making.close} />
    </Page>
  );
}

function ShopCard({ shop }: { shop: Shop }) {
  const { phone_numbers: numbers } = shop;
  return (
    <Link to={`/shops/${shop.id}`} className={`card ${classes.shop}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={640} fz="lg" truncate>
            {shop.name}
          </Text>
          <Text size="sm" c="dimmed">
            {shop.timezone.replaceAll('_', ' ')} · {shop.currency}
          </Text>
        </div>
        <AreaPicture area={shop.service_area} size={76} />
      </Group>
      <Stack gap={8} mt="md">
        <Group gap={6}>
          {numbers.length === 0 ? (
            <Badge color="orange">No phone number yet</Badge>
          ) : (
            numbers.map((number) => (
              <Badge key={number} color="pine" className="figures">
                {phone(number)}
              </Badge>
            ))
          )}
        </Group>
        <Text size="sm" c="dimmed" lineClamp={1}>
          {shop.services.length === 0
            ? 'No services yet'
            : `${plural(shop.services.length, 'service')}: ${shop.services.map(({ label }) => label).join(', ')}`}
        </Text>
      </Stack>
    </Link>
  );
}

function NewShop({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [currency, setCurrency] = useState('USD');
  const making = useMutation({
    mutationFn: () =>
      ask<Shop>('/api/v1/shops', {
        method: 'POST',
        body: { name: name.trim(), timezone: zone, currency },
      }),
    onSuccess: ({ value }) => {
      void changed(['shops']);
      onClose();
      void navigate(`/shops/${value.id}`);
    },
    onError: (error) => sayFailed(error),
  });
  const problem = making.isError ? asProblem(making.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title="New shop">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem?.reasonFor('name')}
          />
          <TimeZoneSelect value={zone} onChange={setZone} error={problem?.reasonFor('timezone')} />
          <TextInput
            label="Currency"
            required
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
            error={problem?.reasonFor('currency')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={making.isPending}>
              Set up
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
