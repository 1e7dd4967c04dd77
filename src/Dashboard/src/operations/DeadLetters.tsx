import { Button, Code, Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '../format/clock';
import { ago } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { usePages } from '../live/usePages';
import { Empty } from '../shell/Empty';
import { Failed, sayDone, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { ReasonDialog } from '../shell/ReasonDialog';
import { Section } from '../shell/Section';
import type { DeadLetter } from './operations';

type Decision = 'replay' | 'discard';

const PollMs = 10_000;

/** Events that a consumer gave up: why, and what to do about each. */
export function DeadLetters() {
  const letters = usePages<DeadLetter>(['dead-letters'], '/api/v1/dead-letters?limit=50', PollMs);
  const items = letters.data?.pages.flatMap((page) => page.value.items) ?? [];
  return (
    <Section title="Dead letters" padded={false}>
      {isLost(letters) && <Failed error={letters.error} retry={() => void letters.refetch()} />}
      {letters.isPending && <LoadingRows rows={3} />}
      {letters.isSuccess && items.length === 0 && (
        <Empty
          compact
          icon={IconMailCheck}
          title="None"
          text="Every event was taken by everyone who follows the log."
        />
      )}
      {items.map((letter) => (
        <Letter key={`${letter.consumer}/${letter.position}`} letter={letter} />
      ))}
      <LoadMore
        hasMore={letters.hasNextPage}
        isLoading={letters.isFetchingNextPage}
        load={() => void letters.fetchNextPage()}
      />
    </Section>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const [decision, setDecision] = useState<Decision | null>(null);
  const now = useNow(30_000);
  return (
    <div style={{ padding: '8px 16px', borderTop: '1px solid var(--line)' }}>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} w="100%">
        <Text size="sm" fw={560}>
          {words(letter.consumer)} could not take {letter.kind}
        </Text>
        <Text size="xs" c="dimmed">
          {letter.error} · {letter.attempts} tries, {ago(letter.died_at, now)} · {letter.waiting} wait behind it
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Code block my="xs" fz={11}>
          {`${letter.subject}\n${JSON.stringify(letter.body, null, 2)}`}
        </Code>
        <Group gap="xs">
          <Button size="xs" onClick={() => setDecision('replay')}>
            Try again
          </Button>
          <Button size="xs" variant="default" onClick={() => setDecision('discard')}>
            Give up
          </Button>
        </Group>
      </Collapse>
      {decision !== null && <Decide letter={letter} decision={decision} onClose={() => setDecision(null)} />}
    </div>
  );
}

function Decide({ letter, decision, onClose }: { letter: DeadLetter; decision: Decision; onClose: () => void }) {
  const deciding = useMutation({
    mutationFn: (reason: string) =>
      ask(`/api/v1/dead-letters/${letter.consumer}/${letter.position}/${decision}`, {
        method: 'POST',
        body: { reason },
      }),
    onSuccess: () => {
      sayDone(decision === 'replay' ? 'It is tried again.' : 'It was given up.');
      onClose();
      void changed(['dead-letters'], ['operations']);
    },
    onError: (error) => sayFailed(error),
  });
  return (
    <ReasonDialog
      title={decision === 'replay' ? 'Try the event again' : 'Give the event up for good'}
      action={decision === 'replay' ? 'Try again' : 'Give up'}
      description="Kept with your name"
      isFinal={decision === 'discard'}
      isBusy={deciding.isPending}
      onSubmit={(reason) => deciding.mutate(reason)}
      onClose={onClose}
    />
  );
}
