import { Alert, Anchor, Badge, Breadcrumbs, Button, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useStanding } from '../accounts/me';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import boardClasses from '../live/Board.module.css';
import { revenueText } from '../live/figures';
import { read } from '../live/read';
import type { OrderRow, Revenue } from '../orders/order';
import feed from '../orders/OrderFeed.module.css';
import { OrderItem } from '../orders/OrderItem';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { Failed, sayFailed } from '../shell/Failed';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { AreaPicture } from '../shops/AreaPicture';
import { EditVendor } from './EditVendor';
import { cannotBeAsked, presence, type Vendor } from './vendor';
import { VendorInvitation } from './VendorInvitation';

interface VendorHistory {
  figures?: Record<string, number | Revenue[] | null>;
  orders?: OrderRow[];
  items?: OrderRow[];
}

export default function VendorPage() {
  const { id = '' } = useParams();
  const vendor = useQuery({
    queryKey: ['vendor', id],
    queryFn: ({ signal }) => read<Vendor>(`/api/v1/vendors/${id}`, signal),
    select: ({ value }) => value,
  });
  if (vendor.isPending) {
    return (
      <Page title="Vendor">
        <Skeleton h={300} />
      </Page>
    );
  }
  if (isLost(vendor)) return <Failed error={vendor.error} retry={() => void vendor.refetch()} what="vendor" />;
  return <VendorView vendor={vendor.data} />;
}

function VendorView({ vendor }: { vendor: Vendor }) {
  const now = useNow();
  const mayChange = useStanding().manages;
  const [isEditing, editing] = useDisclosure(false);
  const [isBlocking, blocking] = useDisclosure(false);
  const never = cannotBeAsked(vendor);
  const changing = useMutation({
    mutationFn: (status: Vendor['status']) =>
      ask(`/api/v1/vendors/${vendor.vendor_id}`, {
        method: 'PATCH',
        body: { status },
        version: vendor.version,
      }),
    onSuccess: () => void changed(['vendor', vendor.vendor_id], ['vendors']),
    onError: (error) => sayFailed(error),
  });
  return (
    <Page
      title={vendor.name ?? vendor.email ?? 'Vendor'}
      before={
        <Breadcrumbs mb={6}>
          <Anchor component={Link} to="/vendors" size="sm">
            Vendors
          </Anchor>
          <Text size="sm" c="dimmed">
            {vendor.external_id ?? vendor.name}
          </Text>
        </Breadcrumbs>
      }
      subtitle={
        <Group gap={8} mt={4}>
          <Badge color={vendor.status === 'approved' ? 'teal' : vendor.status === 'blocked' ? 'red' : 'blue'}>
            {words(vendor.status)}
          </Badge>
          <span>{presence(vendor, now)}</span>
        </Group>
      }
      actions={
        <>
          {mayChange && (
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
              Edit
            </Button>
          )}
          {vendor.status !== 'approved' && (
            <Button loading={changing.isPending} onClick={() => changing.mutate('approved')}>
              Approve
            </Button>
          )}
          {vendor.status !== 'blocked' && (
            <Button variant="default" color="red" loading={changing.isPending} onClick={blocking.open}>
              Block
            </Button>
          )}
        </>
      }
    >
      <div className={boardClasses.columns}>
        <WorkHistory vendorId={vendor.vendor_id} />
        <Stack gap="md">
          {never !== null && (
            <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} />}>
              {never}
            </Alert>
          )}
          {mayChange && vendor.email !== null && vendor.accepted_at === null && (
            <VendorInvitation email={vendor.email} />
          )}
          <About vendor={vendor} />
        </Stack>
      </div>
      {isBlocking && (
        <ConfirmDialog
          title={`Block ${vendor.name ?? vendor.email}?`}
          text="Open offers are withdrawn, and jobs that have not begun are offered to others."
          action="Block"
          onConfirm={() => changing.mutate('blocked')}
          onClose={blocking.close}
        />
      )}
      {isEditing && <EditVendor vendor={vendor} onClose={editing.close} />}
    </Page>
  );
}

function About({ vendor }: { vendor: Vendor }) {
  return (
    <Section title="About">
      <Group align="flex-start" wrap="nowrap" justify="space-between">
        <Stack gap={6}>
          {vendor.phone !== null && <Text size="sm">{phone(vendor.phone)}</Text>}
          <Text size="sm">{vendor.email}</Text>
          <Group gap={6}>
            {vendor.services.map((service) => (
              <Badge key={`${service.category}/${service.label}`} color="slate">
                {service.label ?? words(service.category)}
              </Badge>
            ))}
          </Group>
        </Stack>
        <AreaPicture area={vendor.area} size={112} />
      </Group>
    </Section>
  );
}

function WorkHistory({ vendorId }: { vendorId: string }) {
  const now = useNow();
  const history = useQuery({
    queryKey: ['vendor', vendorId, 'history'],
    queryFn: ({ signal }) => read<VendorHistory>(`/api/v1/vendors/${vendorId}/history`, signal),
    select: ({ value }) => value,
  });
  if (history.isPending) return <Skeleton h={300} />;
  if (isLost(history)) return <Failed error={history.error} retry={() => void history.refetch()} />;
  const figures = Object.entries(history.data.figures ?? {});
  const orders = history.data.orders ?? history.data.items ?? [];
  return (
    <Stack gap="md">
      {figures.length > 0 && (
        <section className="card" style={{ padding: 16 }}>
          <SimpleGrid cols={{ base: 2, sm: Math.min(5, figures.length) }}>
            {figures.map(([name, value]) => (
              <div key={name}>
                <Text size="xs" c="dimmed">
                  {words(name)}
                </Text>
                <Text fw={640} fz="xl" className="figures">
                  {Array.isArray(value) ? revenueText(value) : (value ?? '–')}
                </Text>
              </div>
            ))}
          </SimpleGrid>
        </section>
      )}
      <Section title="Last orders" padded={false}>
        {orders.length === 0 && (
          <Text size="sm" c="dimmed" px="md" pb="md">
            None yet
          </Text>
        )}
        <ul className={feed.feed}>
          {orders.map((order) => (
            <OrderItem key={order.id} order={order} now={now} />
          ))}
        </ul>
      </Section>
    </Stack>
  );
}
