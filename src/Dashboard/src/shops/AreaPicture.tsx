import type { ServiceArea } from './shop';

/** A shop’s area as a plain picture: its middle, and a circle that grows with its radius. */
export function AreaPicture({
  area,
  size = 120,
}: {
  area: Pick<ServiceArea, 'latitude' | 'longitude' | 'radius_km'> | null;
  size?: number;
}) {
  const radius = area?.radius_km ?? null;
  const isKnown = area !== null && area.latitude !== null && area.longitude !== null && radius !== null;
  const shown = isKnown ? pictureRadius(radius) : 0;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 100 100"
      role="img"
      aria-label={isKnown ? `Service area: ${radius} km around the middle` : 'No service area yet'}
      style={{ flexShrink: 0 }}
    >
      <rect x="1" y="1" width="98" height="98" rx="12" fill="var(--canvas)" stroke="var(--line)" />
      <path
        d="M0 34 C 30 28, 42 52, 100 40 M28 0 C 34 40, 20 60, 30 100 M70 0 C 62 30, 80 62, 72 100 M0 74 C 40 66, 60 82, 100 70"
        fill="none"
        stroke="var(--line)"
        strokeWidth="1.6"
      />
      {isKnown ? (
        <>
          <circle
            cx="50"
            cy="50"
            r={shown}
            fill="var(--mantine-color-pine-6)"
            fillOpacity="0.16"
            stroke="var(--mantine-color-pine-6)"
            strokeWidth="1.6"
          />
          <circle cx="50" cy="50" r="3" fill="var(--mantine-color-pine-6)" />
          {size >= 100 && (
            <>
              <line
                x1="50"
                y1="50"
                x2={50 + shown}
                y2="50"
                stroke="var(--mantine-color-pine-6)"
                strokeDasharray="2 2"
              />
              <text x={50 + shown / 2} y="46" fontSize="8" textAnchor="middle" fill="var(--ink)">
                {radius} km
              </text>
            </>
          )}
        </>
      ) : (
        <text x="50" y="54" fontSize="11" textAnchor="middle" fill="var(--ink-faint)">
          no area
        </text>
      )}
    </svg>
  );
}

/** Small areas stay visible and large ones fit: the picture grows with the logarithm of the radius. */
export function pictureRadius(radiusKm: number): number {
  const grown = 10 + 17 * Math.log10(1 + Math.max(0, radiusKm));
  return Math.min(44, Math.max(8, grown));
}
