import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEraser } from '@tabler/icons-react';
import { useMutation, type QueryKey } from '@tanstack/react-query';
import { changed } from '../http/queries';
import { sayFailed } from './Failed';
import { ReasonDialog } from './ReasonDialog';
import { Section } from './Section';

interface PersonalDataProps {
  /** Whom: "customer". */
  who: string;
  /** What they are removed from: "this order". */
  from: string;
  /** What goes, what stays. */
  effect: string;
  erase: (reason: string) => Promise<unknown>;
  /** What is read again when it is done. */
  changes: QueryKey;
}

/** Takes a person out of what is kept, after asking why. */
export function PersonalData({ who, from, effect, erase, changes }: PersonalDataProps) {
  const [isAsking, asking] = useDisclosure(false);
  const erasing = useMutation({
    mutationFn: erase,
    onSuccess: () => {
      asking.close();
      void changed(changes);
    },
    onError: (error) => sayFailed(error),
  });
  return (
    <Section title="Personal data">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          Remove the {who} from {from}.
        </Text>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconEraser size={16} />}
          style={{ flexShrink: 0 }}
          onClick={asking.open}
        >
          Erase {who}
        </Button>
      </Group>
      {isAsking && (
        <ReasonDialog
          title={`Erase ${who}`}
          action="Erase for good"
          description={`${effect} Nobody can undo this. Don’t write here who it is.`}
          isFinal
          isBusy={erasing.isPending}
          onSubmit={(reason) => erasing.mutate(reason)}
          onClose={asking.close}
        />
      )}
    </Section>
  );
}
