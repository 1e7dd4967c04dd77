import { ActionIcon, Avatar, Box, Group, Menu, ScrollArea, Stack, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconDevices, IconLogout, IconMoon, IconPassword, IconSearch, IconSun } from '@tabler/icons-react';
import { NavLink, useLocation, useNavigate } from 'react-router';
import { AccountSwitch } from '../accounts/AccountSwitch';
import type { Me } from '../accounts/me';
import { signOut } from '../accounts/signOut';
import { initials } from '../format/words';
import { isIn, usePlaces, type Place } from './goTo';
import { LiveDot } from './LiveDot';
import classes from './Navigation.module.css';

interface NavigationProps {
  me: Me;
  isDark: boolean;
  onToggleScheme: () => void;
}

export function Navigation({ me, isDark, onToggleScheme }: NavigationProps) {
  const places = usePlaces();
  return (
    <Stack h="100%" gap={0}>
      <Box p="sm" pb={6}>
        <AccountSwitch me={me} />
        <UnstyledButton className={classes.search} onClick={spotlight.open}>
          <IconSearch size={16} stroke={1.8} />
          <span>Find…</span>
          <kbd className="key">Ctrl K</kbd>
        </UnstyledButton>
      </Box>
      <ScrollArea style={{ flex: 1 }} px="sm">
        <nav aria-label="Main">
          {(['Work', 'Business'] as const).map((group) => (
            <Box key={group} mb="md">
              <Text className={classes.group}>{group}</Text>
              {places
                .filter((place) => place.group === group)
                .map((place) => (
                  <NavigationLink key={place.path} place={place} />
                ))}
            </Box>
          ))}
        </nav>
      </ScrollArea>
      <Group p="sm" gap={6} wrap="nowrap" justify="space-between" style={{ borderTop: '1px solid var(--line)' }}>
        <PersonMenu me={me} />
        <Group gap={4} wrap="nowrap">
          <LiveDot />
          <Tooltip label={isDark ? 'Light' : 'Dark'}>
            <ActionIcon
              variant="subtle"
              color="slate"
              onClick={onToggleScheme}
              aria-label={isDark ? 'Use light colours' : 'Use dark colours'}
            >
              {isDark ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />}
            </ActionIcon>
          </Tooltip>
        </Group>
      </Group>
    </Stack>
  );
}

function NavigationLink({ place }: { place: Place }) {
  const { pathname } = useLocation();
  return (
    <NavLink
      to={place.path}
      className={classes.link}
      data-active={isIn(place, pathname) || undefined}
      end={place.path === '/'}
    >
      <place.icon size={18} stroke={1.7} />
      <span>{place.label}</span>
      <kbd className="key">g {place.key}</kbd>
    </NavLink>
  );
}

function PersonMenu({ me }: { me: Me }) {
  const navigate = useNavigate();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.person} aria-label="Your menu">
          <Avatar size={28} radius="xl" color="pine">
            {initials(me.name)}
          </Avatar>
          <Text size="sm" fw={560} truncate>
            {me.name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item leftSection={<IconDevices size={16} />} onClick={() => void navigate('/settings/sessions')}>
          Where you are signed in
        </Menu.Item>
        <Menu.Item leftSection={<IconPassword size={16} />} onClick={() => void navigate('/settings/password')}>
          Change password
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
