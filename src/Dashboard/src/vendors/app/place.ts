import { useEffect, useState } from 'react';

export interface Place {
  latitude: number;
  longitude: number;
}

/** Whether the phone tells its place: `denied` by the vendor, or by a browser that was told so before; `lost` when it
 * does not know where it is. */
export type Sharing = 'unasked' | 'shared' | 'denied' | 'lost';

export const sharingWords: Readonly<Record<Sharing, string | null>> = {
  unasked: 'Who is nearer is asked first.',
  shared: null,
  denied: 'Your browser keeps your place to itself. Allow it in the settings of this page, then try again.',
  lost: 'Your phone can’t tell where it is just now.',
};

// Not every browser says beforehand what was allowed; what was allowed here stays so while the app is open.
let isAllowed = false;

/** The phone's place where the vendor allowed it before: this never makes the browser ask. */
export async function placeIfAllowed(): Promise<Place | null> {
  if (!('geolocation' in navigator) || !(isAllowed || (await isGranted()))) return null;
  try {
    return await currentPlace({ maximumAge: 60_000, timeout: 5_000 });
  } catch {
    return null;
  }
}

/** Asks the browser for the place, which asks the vendor: only ever by a press of their own. */
async function askForPlace(): Promise<Sharing> {
  try {
    await currentPlace({ maximumAge: 60_000, timeout: 15_000 });
    isAllowed = true;
    return 'shared';
  } catch (error) {
    return error instanceof GeolocationPositionError && error.code === error.PERMISSION_DENIED ? 'denied' : 'lost';
  }
}

/** How it stands, and the press that changes it; null where the browser knows no places at all. */
export function useSharing(): { sharing: Sharing; isAsking: boolean; share: () => Promise<void> } | null {
  const [sharing, setSharing] = useState<Sharing>(isAllowed ? 'shared' : 'unasked');
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    void isGranted().then((granted) => granted && setSharing('shared'));
  }, []);
  if (!('geolocation' in navigator)) return null;
  const share = async () => {
    setAsking(true);
    setSharing(await askForPlace());
    setAsking(false);
  };
  return { sharing, isAsking, share };
}

async function isGranted(): Promise<boolean> {
  if (!('permissions' in navigator)) return false;
  return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
}

function currentPlace(options: PositionOptions): Promise<Place> {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      reject,
      options,
    ),
  );
}
