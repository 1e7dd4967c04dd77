import { Group, Text, UnstyledButton } from '@mantine/core';
import { Link, useLocation } from 'react-router';
import { isIn, places } from './goTo';

const onThumb = ['/', '/orders', '/calls', '/tasks', '/shops'];

/** Navigation for one thumb. */
export function TabBar() {
  const { pathname } = useLocation();
  return (
    <Group component="nav" aria-label="Main" grow gap={0} h={56} wrap="nowrap">
      {places
        .filter((place) => onThumb.includes(place.path))
        .map((place) => {
          const isHere = isIn(place, pathname);
          return (
            <UnstyledButton
              key={place.path}
              component={Link}
              to={place.path}
              h="100%"
              ta="center"
              c={isHere ? 'var(--mantine-primary-color-light-color)' : 'dimmed'}
              aria-current={isHere ? 'page' : undefined}
            >
              <place.icon size={22} stroke={isHere ? 2 : 1.6} style={{ display: 'block', margin: '0 auto 2px' }} />
              <Text fz={11} fw={isHere ? 620 : 500} c="inherit">
                {place.label === 'Live board' ? 'Board' : place.label}
              </Text>
            </UnstyledButton>
          );
        })}
    </Group>
  );
}
