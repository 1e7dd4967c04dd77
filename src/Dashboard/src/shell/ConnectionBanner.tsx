import { Group, Loader, Text } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { clockWithSeconds } from '../format/time';
import { useReading } from '../http/away';
import { live } from '../live/connection';
import { useLiveState } from '../live/useLive';
import classes from './ConnectionBanner.module.css';

const PatienceMs = 300;

/** True once the stream has been gone long enough to say so: a blink is not news. */
export function useStale(): boolean {
  const state = useLiveState();
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    if (state !== 'lost') {
      setStale(false);
      return undefined;
    }
    const timer = setTimeout(() => setStale(true), PatienceMs);
    return () => clearTimeout(timer);
  }, [state]);
  return isStale;
}

export function ConnectionBanner() {
  const [isStale, reading] = [useStale(), useReading()];
  if (!isStale && reading !== 'old') return null;
  return (
    <div className={classes.banner} role="status" aria-live="assertive">
      <Group gap={10} justify="center" wrap="nowrap">
        <IconCloudOff size={18} />
        <Text size="sm" fw={560}>
          {isStale ? 'Connection lost – reconnecting' : 'Not available right now – trying again'}
        </Text>
        <Text size="sm" visibleFrom="xs" className="figures">
          {isStale
            ? `What you see is from ${clockWithSeconds(new Date(live.lastTrueAt).toISOString())}`
            : 'Some of what you see may be old'}
        </Text>
        <Loader size={14} color="currentColor" />
      </Group>
    </div>
  );
}
