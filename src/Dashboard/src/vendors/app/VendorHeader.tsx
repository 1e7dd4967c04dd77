import { ActionIcon, Group, Menu, Switch, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCloudUp, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { signOut } from '../../accounts/signOut';
import { plural } from '../../format/words';
import { ask } from '../../http/client';
import { Problem } from '../../http/problem';
import { useOutbox } from './sender';
import classes from './VendorApp.module.css';

/** Presence decays at the server; while the app is open and "online" is on, it is said again. */
const PresenceMs = 30_000;

export function VendorHeader({ name }: { name: string }) {
  const [isOnline, setOnline] = useLocalStorage({ key: 'platform.vendor.online', defaultValue: true });
  const waiting = useOutbox().length;
  usePresence(isOnline);
  return (
    <header className={classes.header}>
      <Group justify="space-between" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text fw={650} truncate>
            {name}
          </Text>
          {waiting > 0 ? (
            <Text size="xs" c="orange" role="status">
              <IconCloudUp size={14} style={{ verticalAlign: -2 }} /> {plural(waiting, 'change')} waiting to be sent
            </Text>
          ) : (
            <Text size="xs" c="dimmed">
              {isOnline ? 'You get offers' : 'No offers for now'}
            </Text>
          )}
        </div>
        <Group gap="sm" wrap="nowrap">
          <Switch
            size="lg"
            color="teal"
            checked={isOnline}
            onChange={(event) => setOnline(event.currentTarget.checked)}
            aria-label="Online"
          />
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="slate" size="xl" aria-label="Your menu">
                <IconUserCircle size={26} stroke={1.6} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
                Sign out
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
    </header>
  );
}

function usePresence(isOnline: boolean): void {
  useEffect(() => {
    const tell = () => void tellPresence(isOnline);
    tell();
    const timer = isOnline ? setInterval(tell, PresenceMs) : undefined;
    return () => clearInterval(timer);
  }, [isOnline]);
}

async function tellPresence(isOnline: boolean): Promise<void> {
  const place = isOnline ? await whereAmI() : null;
  try {
    await ask('/api/v1/vendor/presence', {
      method: 'POST',
      body: { online: isOnline, ...place },
    });
  } catch (error) {
    // Presence is said again in a moment; whether the connection is lost, the banner says.
    if (!(error instanceof Problem)) throw error;
  }
}

/** The phone's place when the vendor allowed it before; presence never makes the browser ask. */
async function whereAmI(): Promise<{ latitude: number; longitude: number } | null> {
  if (!('permissions' in navigator) || !('geolocation' in navigator)) return null;
  const permission = await navigator.permissions.query({ name: 'geolocation' });
  if (permission.state !== 'granted') return null;
  return await new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      () => resolve(null),
      { maximumAge: 60_000, timeout: 5_000 },
    ),
  );
}
