import {
  Anchor,
  Breadcrumbs,
  Button,
  Group,
  NumberInput,
  Skeleton,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { ask } from '../http/client';
import { Problem } from '../http/problem';
import { queries } from '../http/queries';
import boardClasses from '../live/Board.module.css';
import type { Stamped } from '../live/merge';
import { read } from '../live/read';
import { asProblem, Failed, sayDone, sayFailed } from '../shell/Failed';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { AreaPicture } from './AreaPicture';
import { Catalogue } from './Catalogue';
import { Contact } from './Contact';
import { Goods } from './Goods';
import { Hours } from './Hours';
import { Numbers } from './Numbers';
import { cleanGoods, cleanServices } from './services';
import type { ServiceArea, Shop } from './shop';
import { TimeZoneSelect } from './TimeZoneSelect';
import { WebSite } from './WebSite';

export default function ShopPage() {
  const { id = '' } = useParams();
  const shop = useQuery({
    queryKey: ['shop', id],
    queryFn: ({ signal }) => read<Shop>(`/api/v1/shops/${id}`, signal),
    select: ({ value }) => value,
  });
  if (shop.isPending) {
    return (
      <Page title="Shop">
        <Skeleton h={400} />
      </Page>
    );
  }
  if (shop.isError) return <Failed error={shop.error} retry={() => void shop.refetch()} what="shop" />;
  // Another version starts the form anew; what was typed against the older one would be refused anyway.
  return <ShopForm key={shop.data.version} shop={shop.data} />;
}

const noArea: ServiceArea = { latitude: null, longitude: null, radius_km: null, postal_codes: [] };

function ShopForm({ shop }: { shop: Shop }) {
  const [typed, setTyped] = useState(shop);
  const set = (change: Partial<Shop>) => setTyped((before) => ({ ...before, ...change }));
  const area = typed.service_area ?? noArea;
  const setArea = (change: Partial<ServiceArea>) => set({ service_area: { ...area, ...change } });
  const isChanged = typed !== shop;

  const saving = useMutation({
    mutationFn: () =>
      ask<Shop>(`/api/v1/shops/${shop.id}`, {
        method: 'PATCH',
        body: bodyOf(typed),
        version: shop.version,
      }),
    onSuccess: ({ value, position }) => {
      sayDone('Saved');
      queries.setQueryData<Stamped<Shop>>(['shop', shop.id], { value, position });
      void queries.invalidateQueries({ queryKey: ['shops'] });
    },
    onError: (error) => {
      const hasMovedOn = error instanceof Problem && error.status === 412;
      sayFailed(error, hasMovedOn ? 'Somebody else changed this shop; it has been read again' : undefined);
      if (hasMovedOn) void queries.invalidateQueries({ queryKey: ['shop', shop.id] });
    },
  });
  const problem = saving.isError ? asProblem(saving.error) : null;

  return (
    <Page
      title={shop.name}
      before={
        <Breadcrumbs mb={6}>
          <Anchor component={Link} to="/shops" size="sm">
            Shops
          </Anchor>
          <Text size="sm" c="dimmed">
            {shop.name}
          </Text>
        </Breadcrumbs>
      }
      actions={
        <>
          <Button variant="default" disabled={!isChanged} onClick={() => setTyped(shop)}>
            Undo
          </Button>
          <Button disabled={!isChanged} loading={saving.isPending} onClick={() => saving.mutate()}>
            Save
          </Button>
        </>
      }
    >
      <div className={boardClasses.columns}>
        <Stack gap="md">
          <Section title="The shop">
            <Stack gap="sm">
              <TextInput
                label="Name"
                value={typed.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
                error={problem?.reasonFor('name')}
              />
              <Group grow align="flex-start">
                <TimeZoneSelect
                  value={typed.timezone}
                  onChange={(timezone) => set({ timezone })}
                  error={problem?.reasonFor('timezone')}
                />
                <TextInput
                  label="Currency"
                  maxLength={3}
                  value={typed.currency}
                  onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
                  error={problem?.reasonFor('currency')}
                />
              </Group>
              <Textarea
                label="Greeting"
                description="The first words a caller hears"
                placeholder={`Thanks for calling ${typed.name}. How can I help?`}
                autosize
                minRows={2}
                maxLength={500}
                value={typed.greeting ?? ''}
                onChange={(event) => set({ greeting: event.currentTarget.value || null })}
                error={problem?.reasonFor('greeting')}
              />
            </Stack>
          </Section>
          <Section title="Contact">
            <Contact contact={typed.contact} onChange={(contact) => set({ contact })} problem={problem} />
          </Section>
          <Section title="Opening hours">
            <Hours hours={typed.hours} onChange={(hours) => set({ hours })} problem={problem} />
          </Section>
          <Section title="Services">
            <Catalogue
              services={typed.services}
              currency={typed.currency}
              onChange={(services) => set({ services })}
              problem={problem}
            />
          </Section>
          <Section title="Goods">
            <Goods
              goods={typed.goods}
              currency={typed.currency}
              onChange={(goods) => set({ goods })}
              problem={problem}
            />
          </Section>
        </Stack>
        <Stack gap="md">
          <Numbers shop={shop} />
          <WebSite shop={shop} />
          <Section title="Service area">
            <Group align="flex-start" wrap="nowrap">
              <AreaPicture area={area} size={132} />
              <Stack gap="xs" style={{ flex: 1 }}>
                <NumberInput
                  label="Latitude"
                  size="xs"
                  hideControls
                  decimalScale={6}
                  min={-90}
                  max={90}
                  value={area.latitude ?? ''}
                  onChange={(value) => setArea({ latitude: numberOf(value) })}
                  error={problem?.reasonFor('service_area.latitude')}
                />
                <NumberInput
                  label="Longitude"
                  size="xs"
                  hideControls
                  decimalScale={6}
                  min={-180}
                  max={180}
                  value={area.longitude ?? ''}
                  onChange={(value) => setArea({ longitude: numberOf(value) })}
                  error={problem?.reasonFor('service_area.longitude')}
                />
                <NumberInput
                  label="Radius, km"
                  size="xs"
                  hideControls
                  decimalScale={1}
                  min={0}
                  max={500}
                  value={area.radius_km ?? ''}
                  onChange={(value) => setArea({ radius_km: numberOf(value) })}
                  error={problem?.reasonFor('service_area.radius_km')}
                />
              </Stack>
            </Group>
            <TagsInput
              mt="sm"
              label="Postal codes"
              description="They count even where an address can’t be found on a map"
              placeholder={area.postal_codes.length === 0 ? '10001' : undefined}
              value={area.postal_codes}
              onChange={(postal_codes) => setArea({ postal_codes })}
              error={problem?.reasonFor('service_area.postal_codes')}
            />
            <TagsInput
              mt="sm"
              label="Towns"
              description="Callers who name none of them are asked which one"
              placeholder={typed.towns.length === 0 ? 'Brooklyn' : undefined}
              value={typed.towns}
              onChange={(towns) => set({ towns })}
              error={problem?.reasonFor('towns')}
            />
          </Section>
        </Stack>
      </div>
    </Page>
  );
}

function numberOf(value: string | number): number | null {
  return value === '' ? null : Number(value);
}

/** What may be changed; numbers have their own routes. What is absent stays: emptied parts are sent as empty. */
function bodyOf(shop: Shop): unknown {
  return {
    name: shop.name.trim(),
    timezone: shop.timezone,
    currency: shop.currency,
    greeting: shop.greeting ?? '',
    service_area: shop.service_area ?? noArea,
    services: cleanServices(shop.services),
    goods: cleanGoods(shop.goods),
    towns: shop.towns,
    hours: shop.hours,
    contact: shop.contact ?? {},
  };
}
