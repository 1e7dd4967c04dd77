import { Group, Indicator, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconBriefcase, IconCircleCheck, IconInbox, type Icon } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { NavLink, Navigate, Route, Routes, useLocation } from 'react-router';
import { useMe } from '../../accounts/me';
import { Password } from '../../accounts/Password';
import { Sessions } from '../../accounts/Sessions';
import { isLost } from '../../http/away';
import { LiveCache } from '../../live/LiveCache';
import { ConnectionBanner } from '../../shell/ConnectionBanner';
import { Failed } from '../../shell/Failed';
import { Loading } from '../../shell/Loading';
import { usePageTitle } from '../../shell/Page';
import { JobPage } from './JobPage';
import { DoneList, JobList } from './JobList';
import { OfferList } from './OfferList';
import { sender } from './sender';
import { useOffers } from './useWork';
import { VendorHeader } from './VendorHeader';
import classes from './VendorApp.module.css';

/** The vendor's app: what is offered, what is to be done, what was done. Made for one thumb. */
export default function VendorApp() {
  const me = useMe();
  useEffect(() => sender.start(), []);
  if (me.isPending) return <Loading />;
  if (isLost(me)) return <Failed error={me.error} retry={() => void me.refetch()} />;
  if (me.data.vendor_id === null) return <Navigate to="/" replace />;
  return (
    <div className={classes.app}>
      <LiveCache topics={[`vendors/${me.data.vendor_id}`]} joinAt="/api/v1/vendor/orders?limit=1" />
      <VendorHeader name={me.data.name} />
      <ConnectionBanner />
      <main className={classes.main}>
        <Routes>
          <Route
            index
            element={
              <Headed title="Offers">
                <OfferList />
              </Headed>
            }
          />
          <Route
            path="jobs"
            element={
              <Headed title="Jobs">
                <JobList />
              </Headed>
            }
          />
          <Route path="jobs/:id" element={<JobPage />} />
          <Route
            path="done"
            element={
              <Headed title="Done">
                <DoneList />
              </Headed>
            }
          />
          <Route
            path="password"
            element={
              <Headed title="Password">
                <Password />
              </Headed>
            }
          />
          <Route
            path="sessions"
            element={
              <Headed title="Sessions">
                <Sessions />
              </Headed>
            }
          />
          <Route path="*" element={<Navigate to="/vendor" replace />} />
        </Routes>
      </main>
      <Tabs />
    </div>
  );
}

/** The tab below says it to the eye; this says it to everybody else, and to the browser's tab. */
function Headed({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <>
      <VisuallyHidden component="h1">{title}</VisuallyHidden>
      {children}
    </>
  );
}

function Tabs() {
  const offers = useOffers().data?.length ?? 0;
  return (
    <Group component="nav" aria-label="Main" grow gap={0} wrap="nowrap" className={classes.tabs}>
      <Tab to="/vendor" label="Offers" icon={IconInbox} count={offers} />
      <Tab to="/vendor/jobs" label="Jobs" icon={IconBriefcase} />
      <Tab to="/vendor/done" label="Done" icon={IconCircleCheck} />
    </Group>
  );
}

function Tab({ to, label, icon: Symbol, count = 0 }: { to: string; label: string; icon: Icon; count?: number }) {
  const { pathname } = useLocation();
  const isHere = to === '/vendor' ? pathname === to : pathname.startsWith(to);
  return (
    <UnstyledButton
      component={NavLink}
      to={to}
      className={classes.tab}
      c={isHere ? 'var(--mantine-primary-color-light-color)' : 'dimmed'}
      aria-current={isHere ? 'page' : undefined}
    >
      <Indicator label={count} size={18} disabled={count === 0} color="red" offset={2}>
        <Symbol size={26} stroke={isHere ? 2 : 1.6} />
      </Indicator>
      <Text fz={12} fw={isHere ? 640 : 500}>
        {label}
      </Text>
    </UnstyledButton>
  );
}
