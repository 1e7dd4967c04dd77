import { AppShell, Burger, Group, Text, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { homeOf, useMe } from '../accounts/me';
import { isLost } from '../http/away';
import { LiveCache } from '../live/LiveCache';
import { ConnectionBanner, useStale } from './ConnectionBanner';
import { Failed } from './Failed';
import { useGoToKeys } from './keys';
import { KeysHelp } from './KeysHelp';
import { Loading } from './Loading';
import { Mark } from './Mark';
import { Navigation } from './Navigation';
import { PageBoundary } from './PageBoundary';
import { Palette } from './Palette';
import { TabBar } from './TabBar';

const topics = ['orders', 'calls', 'shops', 'stock', 'vendors', 'tasks', 'alerts', 'jobs'] as const;

/** The frame of the dashboard: navigation, palette, keys, the live stream, and the page inside. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const isStale = useStale();
  const me = useMe();
  useGoToKeys();
  useEffect(close, [pathname, close]);

  if (me.isPending) return <Loading />;
  if (isLost(me)) return <Failed error={me.error} retry={() => void me.refetch()} />;
  if (homeOf(me.data) === '/vendor') return <Navigate to={vendorPage(pathname)} replace />;

  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      footer={{ height: { base: 'calc(56px + env(safe-area-inset-bottom))', sm: 0 } }}
    >
      <a href="#main" className="skip">
        Skip to content
      </a>
      <LiveCache topics={topics} joinAt="/api/v1/orders/stats" />
      <AppShell.Header hiddenFrom="sm" px="sm" style={{ background: 'var(--surface)' }}>
        <Group h="100%" justify="space-between">
          <Group gap={8}>
            <Mark size={26} />
            <Text fw={650}>Platform</Text>
          </Group>
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label="Menu" />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar style={{ background: 'var(--surface)' }}>
        <Navigation
          me={me.data}
          onToggleScheme={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
          isDark={scheme === 'dark'}
        />
      </AppShell.Navbar>
      <AppShell.Main id="main">
        <ConnectionBanner />
        <div className={isStale ? 'stale' : undefined} data-stale={isStale || undefined}>
          <PageBoundary path={pathname}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </div>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" style={{ background: 'var(--surface)' }}>
        <TabBar />
      </AppShell.Footer>
      <Palette />
      <KeysHelp onToggleScheme={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')} />
    </AppShell>
  );
}

/** Who is only a vendor has their own password and sessions in the vendor app. */
function vendorPage(pathname: string): string {
  const own = /^\/settings\/(password|sessions)$/.exec(pathname);
  return own === null ? '/vendor' : `/vendor/${own[1]}`;
}
