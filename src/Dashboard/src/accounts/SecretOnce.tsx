import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Where an invitation is accepted. The token is behind the `#`, so that no server sees it. */
export const invitationLink = (token: string) => `${location.origin}/invitation#${token}`;

/** Where a forgotten password is set anew, likewise. */
export const newPasswordLink = (token: string) => `${location.origin}/new-password#${token}`;

/** A secret that is shown this one time: copied now, or made anew. */
export function SecretOnce({ title, secret, hint }: { title: string; secret: string; hint: string }) {
  return (
    <Alert
      variant="light"
      color="pine"
      title={title}
      mb="md"
      styles={{ body: { minWidth: 0 }, title: { overflowWrap: 'anywhere' } }}
    >
      <Text size="sm" mb="xs">
        {hint}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Code fz="sm" style={{ flex: 1, overflowWrap: 'anywhere', padding: '8px 10px' }}>
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
