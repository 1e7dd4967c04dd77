import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { download } from '../http/client';
import { Failed } from '../shell/Failed';

/** What was recorded of a call, fetched when somebody wants to hear it: it may be tens of megabytes. */
export function Recording({ callId }: { callId: string }) {
  const fetched = useMutation({
    mutationFn: async () => URL.createObjectURL(await download(`/api/v1/calls/${callId}/recording`)),
  });
  const address = fetched.data;
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  if (address !== undefined) {
    return <audio src={address} controls autoPlay aria-label="Recording of the call" style={{ width: '100%' }} />;
  }
  if (fetched.isError) return <Failed error={fetched.error} retry={() => fetched.mutate()} what="recording" />;
  return (
    <Button
      variant="light"
      leftSection={<IconPlayerPlay size={16} />}
      loading={fetched.isPending}
      onClick={() => fetched.mutate()}
    >
      Listen to the recording
    </Button>
  );
}
