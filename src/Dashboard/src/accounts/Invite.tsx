import { Button, Group, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { words } from '../format/words';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { asProblem, sayFailed } from '../shell/Failed';
import { Section } from '../shell/Section';
import { useShops } from '../shops/useShops';
import { useStanding } from './me';

/** An invitation that was made a moment ago, with what is shown this one time. */
export interface Invited {
  invitation_id: string;
  email: string;
  token: string;
}

const everywhere = '';

/** Invites somebody as one of the roles that this person may give. */
export function Invite({ onInvited }: { onInvited: (invited: Invited) => void }) {
  const { gives, boundTo } = useStanding();
  const shops = useShops().data ?? [];
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('staff');
  const [chosen, setChosen] = useState(everywhere);
  // Who is bound to one shop invites to that one.
  const shop = boundTo ?? chosen;
  const isBound = role !== 'owner' && shop !== everywhere;
  const inviting = useMutation({
    mutationFn: () =>
      ask<Invited>('/api/v1/invitations', {
        method: 'POST',
        body: { email: email.trim(), role, shop_id: isBound ? shop : null },
      }),
    onSuccess: ({ value }) => {
      setEmail('');
      onInvited(value);
      void changed(['invitations']);
    },
    onError: (error) => asProblem(error).reasonFor('email') ?? sayFailed(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <Section title="Invite somebody" style={{ marginBottom: 16 }}>
      <form onSubmit={submit}>
        <Group gap="xs" align="flex-end">
          <TextInput
            label="E-mail"
            type="email"
            required
            withAsterisk={false}
            style={{ flex: '1 1 220px' }}
            value={email}
            error={inviting.isError ? asProblem(inviting.error).reasonFor('email') : undefined}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            label="Role"
            w={130}
            allowDeselect={false}
            data={gives.map((value) => ({ value, label: words(value) }))}
            value={role}
            onChange={(value) => setRole(value ?? 'staff')}
          />
          {boundTo === null && shops.length > 1 && role !== 'owner' && (
            <Select
              label="Works in"
              w={190}
              allowDeselect={false}
              data={[
                { value: everywhere, label: 'All shops' },
                ...shops.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={shop}
              onChange={(value) => setChosen(value ?? everywhere)}
            />
          )}
          <Button type="submit" loading={inviting.isPending} disabled={email.trim() === ''}>
            Invite
          </Button>
        </Group>
      </form>
    </Section>
  );
}
