import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { invitationLink, SecretOnce } from '../accounts/SecretOnce';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { asProblem } from '../shell/Failed';
import { noArea } from '../shops/shop';
import { useShops } from '../shops/useShops';
import type { Vendor } from './vendor';
import { bodyOf, VendorFields, type VendorCard } from './VendorFields';

/** Puts somebody on the roster, and shows the link by which he gets into the vendor app. */
export function AddVendor({ onClose }: { onClose: () => void }) {
  const shops = useShops().data ?? [];
  const [email, setEmail] = useState('');
  const [isApproved, setIsApproved] = useState(true);
  const [typed, setTyped] = useState<VendorCard | null>(null);
  // Most work where the shop is; who does not says so.
  const area = shops[0]?.service_area ?? noArea;
  const card = typed ?? { name: '', phone: '', services: [{ category: 'repairs', label: null }], area };
  const adding = useMutation({
    mutationFn: () =>
      ask<Vendor & { invitation_token: string }>('/api/v1/vendors', {
        method: 'POST',
        body: { ...bodyOf(card), email: email.trim(), status: isApproved ? 'approved' : 'invited' },
      }),
    onSuccess: () => void changed(['vendors']),
  });
  const problem = adding.isError ? asProblem(adding.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  if (adding.isSuccess) {
    return (
      <Modal opened onClose={onClose} title={`${card.name.trim()} is on the roster`} size="lg">
        <SecretOnce
          title="How to get into the vendor app"
          secret={invitationLink(adding.data.value.invitation_token)}
          hint="Send them this link; it is shown once and works once."
        />
        <Group justify="flex-end">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Modal>
    );
  }

  return (
    <Modal opened onClose={onClose} title="Add a vendor">
      <form onSubmit={submit}>
        <VendorFields card={card} onChange={setTyped} problem={problem}>
          <TextInput
            label="E-mail"
            description="To sign in with"
            type="email"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={problem?.reasonFor('email')}
          />
        </VendorFields>
        <Checkbox
          mt="sm"
          size="sm"
          label="Offer orders from now on"
          checked={isApproved}
          onChange={(event) => setIsApproved(event.currentTarget.checked)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={adding.isPending}>
            Add
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
