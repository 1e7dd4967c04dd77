import {
  Avatar,
  Badge,
  Button,
  Group,
  Indicator,
  Rating,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { initials, plural, words } from '../format/words';
import { isLost } from '../http/away';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Page } from '../shell/Page';
import shopClasses from '../shops/Shops.module.css';
import { AddVendor } from './AddVendor';
import { useVendors } from './useVendors';
import { presence, type Vendor } from './vendor';

const statusColors = { invited: 'blue', approved: 'teal', blocked: 'red' } as const;

/** The account's roster: who may be offered orders, and who is there now. */
export default function VendorsPage() {
  const vendors = useVendors();
  const [shown, setShown] = useState('all');
  const [isAdding, adding] = useDisclosure(false);
  const now = useNow();
  const items = (vendors.data ?? []).filter(
    (vendor) => shown === 'all' || (shown === 'online' ? vendor.online : vendor.status === shown),
  );
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={adding.open}>
      Add vendor
    </Button>
  );
  const online = vendors.data?.filter((vendor) => vendor.online).length ?? 0;
  return (
    <Page
      title="Vendors"
      subtitle={vendors.data !== undefined ? `${online} of ${plural(vendors.data.length, 'vendor')} online` : undefined}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label="Which vendors"
            value={shown}
            onChange={setShown}
            data={[
              { value: 'all', label: 'All' },
              { value: 'online', label: 'Online' },
              { value: 'invited', label: 'Invited' },
              { value: 'blocked', label: 'Blocked' },
            ]}
          />
          {add}
        </>
      }
    >
      {isLost(vendors) && <Failed error={vendors.error} retry={() => void vendors.refetch()} />}
      {vendors.isPending && <LoadingRows rows={4} height={84} />}
      {vendors.isSuccess && items.length === 0 && (
        <section className="card">
          <Empty
            icon={IconUsersGroup}
            title={vendors.data.length === 0 ? 'Nobody on the roster yet' : 'Nobody is like that now'}
            text="Vendors get offers for the orders that fit their services and area; the first to accept gets it."
          >
            {vendors.data.length === 0 && add}
          </Empty>
        </section>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
        {items.map((vendor) => (
          <VendorCard key={vendor.vendor_id} vendor={vendor} now={now} />
        ))}
      </SimpleGrid>
      {isAdding && <AddVendor onClose={adding.close} />}
    </Page>
  );
}

function VendorCard({ vendor, now }: { vendor: Vendor; now: number }) {
  return (
    <Link to={`/vendors/${vendor.vendor_id}`} className={`card ${shopClasses.shop}`}>
      <Group wrap="nowrap" gap="sm">
        <Indicator color="teal" size={11} offset={5} position="bottom-end" withBorder disabled={!vendor.online}>
          <Avatar src={vendor.avatar_url} size={44} radius="xl" color="pine">
            {initials(vendor.name)}
          </Avatar>
        </Indicator>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={620} truncate>
            {vendor.name ?? vendor.email}
          </Text>
          <Text size="xs" c="dimmed">
            {presence(vendor, now)}
          </Text>
        </div>
        <Stack gap={4} align="flex-end">
          <Badge color={statusColors[vendor.status]}>{words(vendor.status)}</Badge>
          {vendor.rating !== null && (
            <Rating value={vendor.rating} fractions={4} readOnly size="xs" aria-label={`Rated ${vendor.rating}`} />
          )}
        </Stack>
      </Group>
      <Group gap={6} mt="sm">
        {vendor.services.map((service) => (
          <Badge key={`${service.category}/${service.label}`} color="slate">
            {service.label ?? words(service.category)}
          </Badge>
        ))}
        {vendor.area?.radius_km ? <Badge color="slate">{vendor.area.radius_km} km</Badge> : null}
      </Group>
    </Link>
  );
}
