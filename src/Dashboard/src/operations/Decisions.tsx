import { Text } from '@mantine/core';
import { useNow } from '../format/clock';
import { ago } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { usePages } from '../live/usePages';
import { useActors } from '../orders/useActors';
import { Failed } from '../shell/Failed';
import { LoadMore } from '../shell/LoadMore';
import { Section } from '../shell/Section';
import type { DecidedLetter } from './operations';

const PollMs = 30_000;

/** What was decided about dead letters, by whom and why. Nothing is shown before the first decision. */
export function Decisions() {
  const decided = usePages<DecidedLetter>(
    ['dead-letters', 'decisions'],
    '/api/v1/dead-letters/decisions?limit=20',
    PollMs,
  );
  const name = useActors();
  const now = useNow(30_000);
  const items = decided.data?.pages.flatMap((page) => page.value.items) ?? [];
  if (!decided.isError && items.length === 0) return null;
  return (
    <Section title="Decisions about dead letters" padded={false}>
      {isLost(decided) && <Failed error={decided.error} retry={() => void decided.refetch()} />}
      {items.map((letter) => (
        <div key={letter.id} style={{ padding: '8px 16px', borderTop: '1px solid var(--line)' }}>
          <Text size="sm">
            {letter.decision === 'replay' ? 'Tried again' : 'Given up'}: {letter.kind} for {words(letter.consumer)}
          </Text>
          <Text size="xs" c="dimmed">
            {name(letter.by)}, {ago(letter.at, now)} · {letter.subject} · “{letter.reason}”
          </Text>
        </div>
      ))}
      <LoadMore
        hasMore={decided.hasNextPage}
        isLoading={decided.isFetchingNextPage}
        load={() => void decided.fetchNextPage()}
      />
    </Section>
  );
}
