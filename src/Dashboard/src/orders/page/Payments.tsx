import { Anchor, Badge, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNow } from '../../format/clock';
import { money } from '../../format/money';
import { moment } from '../../format/time';
import { words } from '../../format/words';
import { Section } from '../../shell/Section';
import { useInvoice } from './Invoice';
import type { Order, Payment } from '../order';
import { dueText, paymentColor, toGiveBack, toReceive } from './payment';
import { useActors } from '../useActors';
import { useOrderCommand, usePayments } from './useOrder';

type Kind = Payment['kind'];

interface Money {
  amount: number;
  method: string;
  reference?: string;
}

interface PaymentFormProps {
  currency: string;
  kind: Kind;
  most: number;
  isSending: boolean;
  onSend: (money: Money) => void;
  onCancel: () => void;
}

const methods = ['cash', 'card', 'transfer', 'other'].map((value) => ({ value, label: words(value) }));

/** Where the money is: what came, what went back, what is still to come, and a form for the next payment. */
export function Payments({ order }: { order: Order }) {
  const payments = usePayments(order.id);
  const invoice = useInvoice(order).data;
  const [asking, setAsking] = useState<Kind | null>(null);
  const due = toReceive(order);
  const kept = toGiveBack(order);
  // Held here and not in the form: the answer makes another form, and nobody would be told that it was sent.
  const recording = useOrderCommand<Money>(order, (body) => ({
    path: asking === 'refunded' ? '/refunds' : '/payments',
    method: 'POST',
    body,
  }));
  return (
    <Section title="Payment" aside={<Badge color={paymentColor(order)}>{words(order.payment_status)}</Badge>}>
      <Stack gap="sm">
        {payments.data?.map((payment) => (
          <Entry key={payment.position} payment={payment} currency={order.currency} />
        ))}
        <Group justify="space-between">
          <Text size="sm">
            {dueText(due, order.currency)}
            {invoice ? (
              <>
                {' · '}
                <Anchor href="#invoice" size="sm">
                  Invoice {invoice.invoice_number}
                </Anchor>
              </>
            ) : null}
          </Text>
          {asking === null && (
            <Group gap="xs">
              {kept > 0 && (
                <Button size="xs" variant="default" onClick={() => setAsking('refunded')}>
                  Refund
                </Button>
              )}
              {due !== null && due > 0 && (
                <Button size="xs" variant="light" onClick={() => setAsking('received')}>
                  Record payment
                </Button>
              )}
            </Group>
          )}
        </Group>
        {asking !== null && (
          <PaymentForm
            key={`${asking}/${asking === 'received' ? due : kept}`}
            currency={order.currency}
            kind={asking}
            most={(asking === 'received' ? due : kept) ?? 0}
            isSending={recording.isPending}
            onSend={(sent) => recording.mutate(sent, { onSuccess: () => setAsking(null) })}
            onCancel={() => setAsking(null)}
          />
        )}
      </Stack>
    </Section>
  );
}

function Entry({ payment, currency }: { payment: Payment; currency: string }) {
  const now = useNow(60_000);
  const who = useActors();
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {words(payment.kind)}, {payment.method}
          {payment.reference !== null && ` · ${payment.reference}`}
        </Text>
        <Text size="xs" c="dimmed">
          {moment(payment.at, now)} · {who(payment.actor)}
        </Text>
      </div>
      <Text size="sm" className="figures" c={payment.kind === 'refunded' ? 'dimmed' : undefined}>
        {payment.kind === 'refunded' && '−'}
        {money(payment.amount_minor, currency)}
      </Text>
    </Group>
  );
}

function PaymentForm({ currency, kind, most, isSending, onSend, onCancel }: PaymentFormProps) {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const whole = most / 10 ** digits;
  const [amount, setAmount] = useState<string | number>(whole);
  const [method, setMethod] = useState('cash');
  const [reference, setReference] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ amount: Number(amount), method, reference: reference.trim() === '' ? undefined : reference.trim() });
  };
  return (
    <form onSubmit={submit} aria-label={kind === 'received' ? 'Record payment' : 'Refund'}>
      <Stack gap="xs">
        <Group grow gap="xs" align="flex-start">
          <NumberInput
            label={`${kind === 'received' ? 'Received' : 'Given back'}, ${currency}`}
            description={`At most ${money(most, currency)}`}
            required
            min={0}
            max={whole}
            clampBehavior="none"
            error={Number(amount) > whole ? 'More than there is' : undefined}
            decimalScale={digits}
            fixedDecimalScale
            hideControls
            data-autofocus
            value={amount}
            onChange={setAmount}
          />
          <Select
            label="Method"
            description="How it was paid"
            allowDeselect={false}
            data={methods}
            value={method}
            onChange={(value) => setMethod(value ?? 'cash')}
          />
        </Group>
        <TextInput
          label="Reference"
          placeholder="Number of the receipt, text of the transfer"
          maxLength={100}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            size="xs"
            type="submit"
            loading={isSending}
            disabled={!(Number(amount) > 0) || Number(amount) > whole}
          >
            {kind === 'received' ? 'Record payment' : 'Record refund'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
