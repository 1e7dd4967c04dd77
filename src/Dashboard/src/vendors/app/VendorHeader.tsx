import { ActionIcon, Button, Group, Menu, Switch, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCloudUp, IconDevices, IconKey, IconLogout, IconMapPin, IconUserCircle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { signOut } from '../../accounts/signOut';
import { plural } from '../../format/words';
import { ask } from '../../http/client';
import { Problem } from '../../http/problem';
import { placeIfAllowed, sharingWords, useSharing } from './place';
import { useOutbox } from './sender';
import classes from './VendorApp.module.css';

/** Presence decays at the server; while the app is open and "online" is on, it is said again. */
const PresenceMs = 30_000;

export function VendorHeader({ name }: { name: string }) {
  const [isOnline, setOnline] = useLocalStorage({ key: 'platform.vendor.online', defaultValue: true });
  const waiting = useOutbox().length;
  const place = useSharing();
  usePresence(isOnline, place?.sharing === 'shared');
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
              <Menu.Item component={Link} to="/vendor/password" leftSection={<IconKey size={16} />}>
                Password
              </Menu.Item>
              <Menu.Item component={Link} to="/vendor/sessions" leftSection={<IconDevices size={16} />}>
                Where you are signed in
              </Menu.Item>
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
                Sign out
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {isOnline && place !== null && place.sharing !== 'shared' && (
        <Group justify="space-between" wrap="nowrap" gap="sm" mt={6}>
          <Text size="xs" c={place.sharing === 'unasked' ? 'dimmed' : 'red'} role="status">
            {sharingWords[place.sharing]}
          </Text>
          <Button
            variant="light"
            size="compact-md"
            leftSection={<IconMapPin size={16} />}
            loading={place.isAsking}
            onClick={() => void place.share()}
            style={{ flexShrink: 0 }}
          >
            Share my place
          </Button>
        </Group>
      )}
    </header>
  );
}

/** Said again at once when the place can be told, too. */
function usePresence(isOnline: boolean, sharesPlace: boolean): void {
  useEffect(() => {
    const tell = () => void tellPresence(isOnline);
    tell();
    const timer = isOnline ? setInterval(tell, PresenceMs) : undefined;
    return () => clearInterval(timer);
  }, [isOnline, sharesPlace]);
}

async function tellPresence(isOnline: boolean): Promise<void> {
  const place = isOnline ? await placeIfAllowed() : null;
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
