import { moment } from '../format/time';
import { barsOf, size, stateOfSnapshot, type Snapshot } from './snapshots';

const Height = 44;
const Step = 10;
const Width = 7;
const Least = 3;

/** Sizes over time, a bar a snapshot; what cannot be restored is red. */
export function SizePicture({ snapshots, now }: { snapshots: readonly Snapshot[]; now: number }) {
  const bars = barsOf(snapshots);
  const width = Math.max(1, bars.length) * Step;
  return (
    <svg
      role="img"
      aria-label={`Sizes of the last ${bars.length} snapshots`}
      viewBox={`0 0 ${width} ${Height}`}
      style={{ height: Height, width, maxWidth: '100%', display: 'block' }}
      preserveAspectRatio="xMinYMax meet"
    >
      {bars.map(({ snapshot, share }, at) => {
        const high = Math.max(Least, share * Height);
        const state = stateOfSnapshot(snapshot.state);
        return (
          <rect
            key={snapshot.id}
            x={at * Step}
            y={Height - high}
            width={Width}
            height={high}
            rx={1.5}
            fill={`var(--mantine-color-${state.color}-6)`}
          >
            <title>{`${moment(snapshot.taken_at, now)}: ${size(snapshot.bytes)}, ${state.text}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
