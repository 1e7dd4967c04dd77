import { ActionIcon, Avatar, Group, Select, Table, Text } from '@mantine/core';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { initials, words } from '../format/words';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { Failed, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { Invite, type Invited } from './Invite';
import { useMe, useStanding } from './me';
import { OpenInvitations } from './OpenInvitations';
import type { Reset } from './reset';
import { invitationLink, newPasswordLink, SecretOnce } from './SecretOnce';
import { useMembers, type Member } from './useMembers';

/** Who works in this account, as what, and who is invited to; each is changed by who may make somebody that. */
export function Members() {
  const me = useMe().data;
  const { gives, owns } = useStanding();
  const shops = useShopNames();
  const members = useMembers();
  const [invited, setInvited] = useState<Invited | null>(null);
  const [forgetful, setForgetful] = useState<Member | null>(null);
  const [leaving, setLeaving] = useState<Member | null>(null);
  const again = () => void changed(['members']);
  const changing = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: string }) =>
      ask(`/api/v1/members/${member.user_id}`, {
        method: 'PATCH',
        // An owner is of the whole account; everybody else stays in the shop that they are bound to.
        body: { role, shop_id: role === 'owner' ? null : member.shop_id },
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
  const resetting = useMutation({
    mutationFn: (member: Member) => ask<Reset>(`/api/v1/members/${member.user_id}/password-reset`, { method: 'POST' }),
    onError: (error) => sayFailed(error),
  });
  const reset = resetting.data?.value;
  const mayChange = (member: Member) => gives.includes(member.role) && member.user_id !== me?.user_id;
  return (
    <>
      {invited !== null && (
        <SecretOnce
          title={`Invitation for ${invited.email}`}
          secret={invitationLink(invited.token)}
          hint="Send them this link; it is shown once and works once."
        />
      )}
      {reset && (
        <SecretOnce
          title={`New password for ${reset.email}`}
          secret={newPasswordLink(reset.token)}
          hint="Give it to nobody but them. It is shown once, works once, and for a day; earlier links are dead."
        />
      )}
      <Invite onInvited={setInvited} />
      <OpenInvitations onRevoked={(id) => setInvited((shown) => (shown?.invitation_id === id ? null : shown))} />
      <Section title="Members" padded={false}>
        {members.isPending && <LoadingRows rows={3} />}
        {isLost(members) && <Failed error={members.error} retry={() => void members.refetch()} />}
        <Table layout="fixed" verticalSpacing="sm" horizontalSpacing="md">
          <Table.Tbody>
            {(members.data ?? []).map((member) => (
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
                <Table.Td w={128}>
                  {mayChange(member) && gives.length > 1 ? (
                    <Select
                      size="xs"
                      aria-label={`Role of ${member.name ?? member.email}`}
                      allowDeselect={false}
                      data={gives.map((value) => ({ value, label: words(value) }))}
                      value={member.role}
                      onChange={(role) => role !== null && role !== member.role && changing.mutate({ member, role })}
                    />
                  ) : (
                    <Text size="sm">{words(member.role)}</Text>
                  )}
                </Table.Td>
                <Table.Td w={92} style={{ whiteSpace: 'nowrap' }}>
                  {mayChange(member) && owns && (
                    <ActionIcon
                      variant="subtle"
                      color="slate"
                      aria-label={`Link for a new password of ${member.name ?? member.email}`}
                      onClick={() => setForgetful(member)}
                    >
                      <IconKey size={16} stroke={1.7} />
                    </ActionIcon>
                  )}
                  {mayChange(member) && (
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
      {forgetful !== null && (
        <ConfirmDialog
          title={`A new password for ${forgetful.name ?? forgetful.email}?`}
          text="You get a link to hand over. Whoever opens it chooses their new password, so be sure that it is them who asks. It is kept who made it."
          action="Make a link"
          onConfirm={() => resetting.mutate(forgetful)}
          onClose={() => setForgetful(null)}
        />
      )}
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
