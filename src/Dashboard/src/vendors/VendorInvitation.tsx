import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { invitationLink, SecretOnce } from '../accounts/SecretOnce';
import { ask } from '../http/client';
import { sayFailed } from '../shell/Failed';
import { Section } from '../shell/Section';

/** For a vendor who has not accepted yet: another link, in the place of the one that was lost. */
export function VendorInvitation({ email }: { email: string }) {
  const inviting = useMutation({
    mutationFn: () =>
      ask<{ token: string }>('/api/v1/invitations', { method: 'POST', body: { email, role: 'vendor' } }),
    onError: (error) => sayFailed(error),
  });
  return (
    <Section title="Invitation">
      {inviting.isSuccess ? (
        <SecretOnce
          title={`Invitation for ${email}`}
          secret={invitationLink(inviting.data.value.token)}
          hint="Send them this link; it is shown once and works once. The one before is dead."
        />
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="sm">
            Has not accepted so far, so no order is offered. The link was shown when the vendor was added; who works for
            others already opens it with the password they have.
          </Text>
          <Button variant="default" size="xs" loading={inviting.isPending} onClick={() => inviting.mutate()}>
            Make a new link
          </Button>
        </>
      )}
    </Section>
  );
}
