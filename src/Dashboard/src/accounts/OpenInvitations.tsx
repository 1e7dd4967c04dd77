import { Button, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '../format/clock';
import { ahead, moment } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { ask, get } from '../http/client';
import { changed } from '../http/queries';
import { useActors } from '../orders/useActors';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { Failed, sayDone, sayFailed } from '../shell/Failed';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { useStanding, type Role } from './me';

interface OpenInvitation {
  invitation_id: string;
  email: string;
  role: Role;
  shop_id: string | null;
  invited_by: string | null;
  created_at: string;
  expires_at: string;
}

/** Who was invited and has not come yet; an invitation is taken back here. Nothing while there is none. */
export function OpenInvitations({ onRevoked }: { onRevoked: (id: string) => void }) {
  const { gives } = useStanding();
  const who = useActors();
  const shops = useShopNames();
  const now = useNow(60_000);
  const [leaving, setLeaving] = useState<OpenInvitation | null>(null);
  const invitations = useQuery({
    queryKey: ['invitations'],
    // Somebody accepts at any time, and that is no event of this page.
    staleTime: 0,
    queryFn: ({ signal }) => get<{ items: OpenInvitation[] }>('/api/v1/invitations', signal),
  });
  const again = () => void changed(['invitations']);
  const revoking = useMutation({
    mutationFn: ({ invitation_id }: OpenInvitation) =>
      ask(`/api/v1/invitations/${invitation_id}`, { method: 'DELETE' }),
    onSuccess: (_, { invitation_id, email }) => {
      sayDone(`The invitation of ${email} is revoked`);
      onRevoked(invitation_id);
    },
    onError: (error) => sayFailed(error),
    onSettled: again,
  });
  const mayRevoke = ({ role }: OpenInvitation) => role === 'vendor' || gives.includes(role);
  const items = invitations.data?.items ?? [];
  if (items.length === 0 && !invitations.isError) return null;
  return (
    <>
      <Section title="Invited, not here yet" padded={false} style={{ marginBottom: 16 }}>
        {isLost(invitations) && <Failed error={invitations.error} retry={() => void invitations.refetch()} />}
        <Table verticalSpacing="sm" horizontalSpacing="md" aria-label="Open invitations">
          <Table.Tbody>
            {items.map((invitation) => (
              <Table.Tr key={invitation.invitation_id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Text size="sm" fw={580}>
                    {invitation.email}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {words(invitation.role)}
                    {invitation.shop_id !== null && ` · ${shops.get(invitation.shop_id) ?? 'one shop'}`}
                    {invitation.invited_by !== null && ` · by ${who(invitation.invited_by)}`}
                    {` · ${moment(invitation.created_at, now)} · ends ${ahead(invitation.expires_at, now)}`}
                  </Text>
                </Table.Td>
                <Table.Td w={110} ta="right">
                  {mayRevoke(invitation) && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`Revoke the invitation of ${invitation.email}`}
                      loading={revoking.isPending && revoking.variables.invitation_id === invitation.invitation_id}
                      onClick={() => setLeaving(invitation)}
                    >
                      Revoke
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      {leaving !== null && (
        <ConfirmDialog
          title={`Revoke the invitation of ${leaving.email}?`}
          text="The link that they were sent stops working at once. You can invite them again."
          action="Revoke"
          onConfirm={() => revoking.mutate(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}
