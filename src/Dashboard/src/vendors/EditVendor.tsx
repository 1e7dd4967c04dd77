import { Button, Group, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../http/client';
import { Problem } from '../http/problem';
import { changed } from '../http/queries';
import { asProblem } from '../shell/Failed';
import { noArea } from '../shops/shop';
import type { Vendor } from './vendor';
import { bodyOf, VendorFields } from './VendorFields';

/** What the account says of a vendor. */
export function EditVendor({ vendor, onClose }: { vendor: Vendor; onClose: () => void }) {
  const [card, setCard] = useState({
    name: vendor.name ?? '',
    phone: vendor.phone ?? '',
    services: vendor.services,
    area: vendor.area ?? noArea,
  });
  const read = () => void changed(['vendor', vendor.vendor_id], ['vendors']);
  const saving = useMutation({
    mutationFn: () =>
      ask(`/api/v1/vendors/${vendor.vendor_id}`, { method: 'PATCH', body: bodyOf(card), version: vendor.version }),
    onSuccess: () => {
      read();
      onClose();
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 412) read();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={`Edit – ${vendor.name ?? vendor.email}`}>
      <form onSubmit={submit}>
        <VendorFields card={card} onChange={setCard} problem={saving.isError ? asProblem(saving.error) : null} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
