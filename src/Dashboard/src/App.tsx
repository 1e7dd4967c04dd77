import { lazy, Suspense } from 'react';
import { Navigate, Outlet, Route, Routes, useLocation } from 'react-router';
import { useSignedIn } from './accounts/me';
import { SignIn } from './accounts/SignIn';
import { Loading } from './shell/Loading';
import { NotFound } from './shell/NotFound';
import { PageBoundary } from './shell/PageBoundary';
import { Shell } from './shell/Shell';

const Board = lazy(() => import('./live/Board'));
const Orders = lazy(() => import('./orders/list/OrdersPage'));
const Order = lazy(() => import('./orders/page/OrderPage'));
const Calls = lazy(() => import('./calls/CallsPage'));
const Call = lazy(() => import('./calls/CallPage'));
const Tasks = lazy(() => import('./calls/TasksPage'));
const Webhooks = lazy(() => import('./calls/WebhooksPage'));
const Shops = lazy(() => import('./shops/ShopsPage'));
const Shop = lazy(() => import('./shops/ShopPage'));
const Stock = lazy(() => import('./stock/StockPage'));
const Item = lazy(() => import('./stock/ItemPage'));
const Vendors = lazy(() => import('./vendors/VendorsPage'));
const Vendor = lazy(() => import('./vendors/VendorPage'));
const Operations = lazy(() => import('./operations/OperationsPage'));
const Sales = lazy(() => import('./analytics/SalesPage'));
const Jobs = lazy(() => import('./schedules/JobsPage'));
const Settings = lazy(() => import('./accounts/SettingsPage'));
const Invitation = lazy(() => import('./accounts/InvitationPage'));
const NewPassword = lazy(() => import('./accounts/NewPasswordPage'));
const VendorApp = lazy(() => import('./vendors/app/VendorApp'));
const Track = lazy(() => import('./track/TrackPage'));

export function App() {
  const { pathname } = useLocation();
  return (
    <PageBoundary path={pathname}>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/sign-in" element={<SignIn />} />
          <Route path="/invitation" element={<Invitation />} />
          <Route path="/new-password" element={<NewPassword />} />
          <Route path="/track" element={<Track />} />
          <Route path="/track/t/:token" element={<Track />} />
          <Route path="/track/:number" element={<Track />} />
          <Route element={<SignedInOnly />}>
            <Route path="/vendor/*" element={<VendorApp />} />
            <Route element={<Shell />}>
              <Route index element={<Board />} />
              <Route path="orders" element={<Orders />} />
              <Route path="orders/:id" element={<Order />} />
              <Route path="calls" element={<Calls />} />
              <Route path="calls/:id" element={<Call />} />
              <Route path="tasks" element={<Tasks />} />
              <Route path="webhooks" element={<Webhooks />} />
              <Route path="stock" element={<Stock />} />
              <Route path="stock/:id" element={<Item />} />
              <Route path="shops" element={<Shops />} />
              <Route path="shops/:id" element={<Shop />} />
              <Route path="vendors" element={<Vendors />} />
              <Route path="vendors/:id" element={<Vendor />} />
              <Route path="sales" element={<Sales />} />
              <Route path="jobs" element={<Jobs />} />
              <Route path="operations" element={<Operations />} />
              <Route path="settings" element={<Navigate to="/settings/members" replace />} />
              <Route path="settings/:tab" element={<Settings />} />
              <Route path="*" element={<NotFound />} />
            </Route>
          </Route>
        </Routes>
      </Suspense>
    </PageBoundary>
  );
}

/** Nobody signed in: to the door, and back here afterwards. */
function SignedInOnly() {
  const location = useLocation();
  if (useSignedIn()) return <Outlet />;
  const from = `${location.pathname}${location.search}`;
  return <Navigate to={from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`} replace />;
}
