import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { words } from '../format/words';
import { willDo, type Job } from './jobs';
import { useRunNow } from './useJobs';

interface RunDialogProps {
  job: Job;
  place: string;
  onClose: () => void;
  onDone: () => void;
}

/** Says what a run would do now, and has it done when that is what was meant. */
export function RunDialog({ job, place, onClose, onDone }: RunDialogProps) {
  const running = useRunNow(job, onDone);
  return (
    <Modal opened onClose={onClose} title={`Run ${words(job.job).toLowerCase()} of ${place} now?`}>
      <Stack gap="sm">
        <Text size="sm">{willDo(job)}</Text>
        <Text size="sm" c="dimmed">
          The run stands in the list with your name.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button data-autofocus loading={running.isPending} onClick={() => running.mutate()}>
            Run now
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
