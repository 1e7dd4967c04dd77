import { FileButton, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { Section } from '../../shell/Section';
import { sayFailed } from '../../shell/Failed';
import { shrink } from './photo';
import { sender, useOutbox } from './sender';
import classes from './VendorApp.module.css';
import type { Job } from './work';

/** How it was and how it is now. A picture is kept on the phone until it has arrived. */
export function Photos({ job }: { job: Job }) {
  return (
    <Section title="Photos">
      <SimpleGrid cols={2} spacing="sm">
        <Photo job={job} kind="before" label="Before" />
        <Photo job={job} kind="after" label="After" />
      </SimpleGrid>
    </Section>
  );
}

function Photo({ job, kind, label }: { job: Job; kind: 'before' | 'after'; label: string }) {
  const waiting =
    useOutbox().find((entry) => entry.orderId === job.id && entry.image?.kind === kind)?.image?.blob ?? null;
  const [isReading, setReading] = useState(false);
  const [taken, setTaken] = useState<Blob | null>(null);
  const local = useObjectUrl(waiting ?? taken);
  const kept = job.images?.find((image) => image.kind === kind)?.url;
  const url = local ?? kept;

  const take = (file: File | null) => {
    if (file === null) return;
    setReading(true);
    shrink(file)
      .then((blob) => {
        setTaken(blob);
        return sender.add({
          orderId: job.id,
          what: 'image',
          label: `${label} photo (${job.order_number})`,
          image: { blob, kind },
        });
      })
      .catch((error: unknown) => sayFailed(error, 'That picture could not be used'))
      .finally(() => setReading(false));
  };
  return (
    <FileButton accept="image/*" capture="environment" onChange={take}>
      {(props) =>
        url !== undefined ? (
          <UnstyledButton {...props} aria-label={`Take the ${label.toLowerCase()} photo again`}>
            <img src={url} alt={label} className={classes.photo} />
            <Text size="sm" c="dimmed" ta="center">
              {label}
              {waiting !== null && ' · waiting'}
            </Text>
          </UnstyledButton>
        ) : (
          <UnstyledButton {...props} className={classes.take} disabled={isReading}>
            <IconCamera size={30} stroke={1.5} />
            {isReading ? 'One moment…' : label}
          </UnstyledButton>
        )
      }
    </FileButton>
  );
}

function useObjectUrl(blob: Blob | null): string | undefined {
  const url = useMemo(() => (blob === null ? undefined : URL.createObjectURL(blob)), [blob]);
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url]);
  return url;
}
