import { ActionIcon, Avatar, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { initials, words } from '../format/words';
import { ask, get } from '../http/client';
import { queries } from '../http/queries';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { Failed, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { currentMembership, managesPeople, useAccountId, useMe, type Role } from './me';
import { invitationLink, SecretOnce } from './SecretOnce';

interface Member {
  user_id: string;
  email: string;
  name: string | null;
  role: Role;
  shop_id: string | null;
  version?: number;
}

const roles = ['owner', 'manager', 'staff'].map((value) => ({ value, label: words(value) }));

/** Who works in this account, as what; owners change it. */
export function Members() {
  const me = useMe().data;
  const mayManage = managesPeople(me, currentMembership(me, useAccountId()));
  const shops = useShopNames();
  const members = useQuery({
    queryKey: ['members'],
    queryFn: ({ signal }) => get<{ items: Member[] }>('/api/v1/members?limit=200', signal),
  });
  const [leaving, setLeaving] = useState<Member | null>(null);
  const again = () => void queries.invalidateQueries({ queryKey: ['members'] });
  const changing = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: string }) =>
      ask(`/api/v1/members/${member.user_id}`, {
        method: 'PATCH',
        body: { role },
        version: member.version,
      }),
    onSuccess: again,
    onError: (error) => sayFailed(error),
  });
  const removing = useMutation({
    mutationFn: (member: Member) =>
      ask(`/api/v1/members/${member.user_id}`, { method: 'DELETE', version: member.version }),
    onSuccess: again,
    onError: (error) => sayFailed(error),
  });
  return (
    <>
      {mayManage && <Invite />}
      <Section title="Members" padded={false}>
        {members.isPending && <LoadingRows rows={3} />}
        {members.isError && <Failed error={members.error} retry={() => void members.refetch()} />}
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Tbody>
            {(members.data?.items ?? []).map((member) => (
              <Table.Tr key={member.user_id}>
                <Table.Td>
                  <Group gap="sm" wrap="nowrap">
                    <Avatar size={34} radius="xl" color="pine">
                      {initials(member.name ?? member.email)}
                    </Avatar>
                    <div style={{ minWidth: 0 }}>
                      <Text size="sm" fw={580} truncate>
                        {member.name ?? member.email}
                        {member.user_id === me?.user_id && ' (you)'}
                      </Text>
                      <Text size="xs" c="dimmed" truncate>
                        {member.email}
                        {member.shop_id !== null && ` · ${shops.get(member.shop_id) ?? 'one shop'}`}
                      </Text>
                    </div>
                  </Group>
                </Table.Td>
                <Table.Td w={140}>
                  {mayManage && member.user_id !== me?.user_id ? (
                    <Select
                      size="xs"
                      aria-label={`Role of ${member.name ?? member.email}`}
                      allowDeselect={false}
                      data={roles}
                      value={member.role}
                      onChange={(role) => role !== null && role !== member.role && changing.mutate({ member, role })}
                    />
                  ) : (
                    <Text size="sm">{words(member.role)}</Text>
                  )}
                </Table.Td>
                <Table.Td w={50}>
                  {mayManage && member.user_id !== me?.user_id && (
                    <ActionIcon
                      variant="subtle"
                      color="slate"
                      aria-label={`Remove ${member.name ?? member.email}`}
                      onClick={() => setLeaving(member)}
                    >
                      <IconTrash size={16} stroke={1.7} />
                    </ActionIcon>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      {leaving !== null && (
        <ConfirmDialog
          title={`Remove ${leaving.name ?? leaving.email}?`}
          text="They are signed out of this account at once. What they did stays in the histories."
          action="Remove"
          onConfirm={() => removing.mutate(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

function Invite() {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('staff');
  const inviting = useMutation({
    mutationFn: () =>
      ask<{ email: string; token: string }>('/api/v1/invitations', {
        method: 'POST',
        body: { email: email.trim(), role },
      }),
    onSuccess: () => setEmail(''),
    onError: (error) => sayFailed(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    inviting.mutate();
  };
  return (
    <>
      {inviting.data !== undefined && (
        <SecretOnce
          title={`Invitation for ${inviting.data.value.email}`}
          secret={invitationLink(inviting.data.value.token)}
          hint="Send them this link; it is shown once and works once."
        />
      )}
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
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <Select
              label="Role"
              w={130}
              allowDeselect={false}
              data={roles}
              value={role}
              onChange={(value) => setRole(value ?? 'staff')}
            />
            <Button type="submit" loading={inviting.isPending} disabled={email.trim() === ''}>
              Invite
            </Button>
          </Group>
        </form>
      </Section>
    </>
  );
}
