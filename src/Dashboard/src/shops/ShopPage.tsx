import {
  Alert,
  Anchor,
  Breadcrumbs,
  Button,
  Group,
  Skeleton,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { Problem } from '../http/problem';
import { changed, queries } from '../http/queries';
import boardClasses from '../live/Board.module.css';
import type { Stamped } from '../live/merge';
import { read } from '../live/read';
import { asProblem, Failed, sayDone, sayFailed } from '../shell/Failed';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { UnsavedGuard } from '../shell/UnsavedGuard';
import { AreaFields } from './AreaFields';
import { Catalogue } from './Catalogue';
import { Contact } from './Contact';
import { isChanged, rebased } from './draft';
import { Goods } from './Goods';
import { Hours } from './Hours';
import { Numbers } from './Numbers';
import { cleanGoods, cleanServices } from './services';
import { noArea, type Shop } from './shop';
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
  if (isLost(shop)) return <Failed error={shop.error} retry={() => void shop.refetch()} what="shop" />;
  return <ShopForm key={id} shop={shop.data} />;
}

function ShopForm({ shop }: { shop: Shop }) {
  const [saved, setSaved] = useState(shop);
  const [typed, setTyped] = useState(shop);
  const [lost, setLost] = useState<string[]>([]);
  const set = (change: Partial<Shop>) => setTyped((before) => ({ ...before, ...change }));
  const hasTyped = isChanged(saved, typed);

  const saving = useMutation({
    mutationFn: () =>
      ask<Shop>(`/api/v1/shops/${shop.id}`, {
        method: 'PATCH',
        body: bodyOf(typed),
        version: shop.version,
      }),
    onSuccess: ({ value, position }) => {
      sayDone('Saved');
      setSaved(value);
      setTyped(value);
      setLost([]);
      queries.setQueryData<Stamped<Shop>>(['shop', shop.id], { value, position });
      void changed(['shops']);
    },
    onError: (error) => {
      const hasMovedOn = error instanceof Problem && error.status === 412;
      sayFailed(error, hasMovedOn ? 'Somebody else changed this shop; look and save again' : undefined);
      if (hasMovedOn) void changed(['shop', shop.id]);
    },
  });
  const problem = saving.isError ? asProblem(saving.error) : null;
  if (saved.version !== shop.version && !saving.isPending) {
    const next = rebased(saved, typed, shop);
    setSaved(shop);
    setTyped(next.typed);
    setLost(next.lost);
  }

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
          <Button variant="default" disabled={!hasTyped} onClick={() => setTyped(saved)}>
            Undo
          </Button>
          <Button disabled={!hasTyped} loading={saving.isPending} onClick={() => saving.mutate()}>
            Save
          </Button>
        </>
      }
    >
      <UnsavedGuard isUnsaved={hasTyped} />
      {lost.length > 0 && (
        <Alert
          color="orange"
          mb="md"
          role="alert"
          title="Somebody else changed this shop"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => setLost([])}
        >
          What you typed is still here, but not this: {lost.map(words).join(', ').toLowerCase()}.
        </Alert>
      )}
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
              <Switch
                label="Customers may cancel their orders"
                description="On the tracking page, until somebody is on the way"
                checked={typed.customers_may_cancel}
                onChange={(event) => set({ customers_may_cancel: event.currentTarget.checked })}
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
            <AreaFields
              area={typed.service_area ?? noArea}
              onChange={(service_area) => set({ service_area })}
              problem={problem}
              field="service_area"
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
    customers_may_cancel: shop.customers_may_cancel,
    hours: shop.hours,
    contact: shop.contact ?? {},
  };
}
