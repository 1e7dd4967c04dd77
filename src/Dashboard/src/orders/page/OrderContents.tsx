import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { turnOf } from '../../calls/call';
import { money } from '../../format/money';
import { phone } from '../../format/phone';
import { wantedText } from '../../format/wanted';
import { words } from '../../format/words';
import { Section } from '../../shell/Section';
import { useShopNames } from '../../shops/useShops';
import { EditDraft } from '../edit/EditDraft';
import { addressLine, isEditable, whyEnded, type Order } from '../order';
import classes from './OrderContents.module.css';
import { Said } from './Said';
import { priorityColor } from '../status';

interface OrderContentsProps {
  order: Order;
  isEditing: boolean;
  onEdit: (isEditing: boolean) => void;
}

/** What is ordered, by whom and for when; of a draft to be changed where it stands. */
export function OrderContents({ order, isEditing, onEdit }: OrderContentsProps) {
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(isEditing);
  // Whoever works with the keys goes on where they began.
  useEffect(() => {
    if (wasEditing.current && !isEditing) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const aside = (
    <Group gap="sm" wrap="nowrap">
      {order.call_id !== null && <CallLink id={order.call_id} />}
      {isEditable(order) && !isEditing && (
        <Button
          ref={button}
          size="compact-sm"
          variant="default"
          leftSection={<IconPencil size={15} stroke={1.7} />}
          onClick={() => onEdit(true)}
        >
          Edit
        </Button>
      )}
    </Group>
  );
  return (
    <Section title={isEditing ? 'Edit the draft' : 'Details'} aside={aside}>
      {isEditing ? <EditDraft order={order} onClose={() => onEdit(false)} /> : <Details order={order} />}
    </Section>
  );
}

/** Everything an order says about itself; what a caller said carries its quote. */
function Details({ order }: { order: Order }) {
  const shops = useShopNames();
  const said = (field: string, value: ReactNode) => (
    <Said callId={order.call_id} turnNo={turnOf(order.field_turns, field)}>
      {value}
    </Said>
  );
  const when = wantedText(order.requested_time, order.timezone, Date.now());
  return (
    <>
      <dl className={classes.details}>
        <Row label="Customer">
          {said('customer.name', <b>{order.customer.name ?? (order.erasure === null ? 'Unknown' : 'Erased')}</b>)}
          {order.business_name !== null && <Text size="sm">{order.business_name}</Text>}
        </Row>
        <Row label="Phone">
          {order.customer.phone !== null ? (
            <Group gap={8}>
              {said('customer.phone', phone(order.customer.phone))}
              <Anchor href={`tel:${order.customer.phone}`} size="sm">
                Call
              </Anchor>
            </Group>
          ) : (
            '–'
          )}
        </Row>
        {order.customer.email ? <Row label="E-mail">{said('customer.email', order.customer.email)}</Row> : null}
        {order.address !== null && (
          <Row label="Address">
            {said('address', addressLine(order.address) ?? '–')}
            {!order.location_known && (
              <Text size="xs" c="dimmed">
                Not found on the map: the shop’s area decides who is asked
              </Text>
            )}
          </Row>
        )}
        {order.service_category !== null && (
          <Row label="Service">
            {said('service_label', order.service_label ?? words(order.service_category))}{' '}
            {order.service_label !== null && <Badge color="slate">{words(order.service_category)}</Badge>}
          </Row>
        )}
        {when !== null && <Row label="When">{said('requested_time', when)}</Row>}
        <Row label="Urgency">
          {said('priority', <Badge color={priorityColor(order.priority) ?? 'slate'}>{words(order.priority)}</Badge>)}
        </Row>
        {order.description !== null && <Row label="Description">{said('description', order.description)}</Row>}
        {order.customer_notes !== null && <Row label="Customer’s note">{order.customer_notes}</Row>}
        {order.internal_notes !== null && <Row label="Internal note">{order.internal_notes}</Row>}
        {order.cancel_reason !== null && <Row label="Why it ended">{whyEnded(order.cancel_reason)}</Row>}
        {order.tracking_number !== null && (
          <Row label="Parcel">
            {order.carrier} {order.tracking_number}
          </Row>
        )}
        <Row label="Shop">{shops.get(order.shop_id ?? '') ?? '–'}</Row>
        <Row label="Came by">{order.source === 'api' ? 'API' : words(order.source)}</Row>
      </dl>
      <Amounts order={order} />
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CallLink({ id }: { id: string }) {
  return (
    <Anchor component={Link} to={`/calls/${id}`} size="sm">
      The call behind it
    </Anchor>
  );
}

function Amounts({ order }: { order: Order }) {
  return (
    <div className={classes.amounts}>
      {order.lines.map((line) => (
        <Group key={line.line_no} justify="space-between" wrap="nowrap" className={classes.line}>
          <Text size="sm">
            {line.quantity} × {line.name}
            <Text span size="xs" c="dimmed" ml={8}>
              {money(line.unit_price_minor, order.currency)} each
            </Text>
          </Text>
          <Text size="sm" className="figures">
            {money(line.total_minor, order.currency)}
          </Text>
        </Group>
      ))}
      {order.dealing_price_minor !== null && order.estimated_value_minor !== null && (
        <Group justify="space-between" className={classes.line}>
          <Text size="sm" c="dimmed">
            Estimated
          </Text>
          <Text size="sm" c="dimmed" className="figures">
            {money(order.estimated_value_minor, order.currency)}
          </Text>
        </Group>
      )}
      <Group justify="space-between" className={classes.line}>
        <Text fw={620}>{amountLabel(order.amount_kind)}</Text>
        <Text fw={640} fz="lg" className="figures">
          {money(order.amount_minor, order.currency)}
        </Text>
      </Group>
    </div>
  );
}

function amountLabel(kind: string | null): string {
  if (kind === 'estimated') return 'Estimated';
  if (kind === 'dealing' || kind === 'dealing_price') return 'Agreed price';
  return kind === 'final' ? 'Final price' : 'Total';
}
