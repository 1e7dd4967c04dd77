import { subjectId, type LiveEvent } from './events';

/** A part of the cache that an event made old, and how often at most it may be read again. */
export interface Touched {
  key: readonly unknown[];
  paceMs: number;
}

const ObjectPaceMs = 120;
const ListPaceMs = 400;
const FiguresPaceMs = 600;

/** What an event changes on the screen. Pure, and the only place that knows. */
export function touched(event: LiveEvent): Touched[] {
  const family = event.kind.slice(0, event.kind.indexOf('.'));
  const id = subjectId(event.subject);
  switch (family) {
    case 'order':
      return [
        { key: ['order', id], paceMs: ObjectPaceMs },
        { key: ['orders'], paceMs: ListPaceMs },
        { key: ['order-figures'], paceMs: FiguresPaceMs },
        { key: ['vendor-work'], paceMs: ListPaceMs },
        { key: ['daily-sales'], paceMs: FiguresPaceMs },
      ];
    case 'invoice':
      return [{ key: ['order', id, 'invoice'], paceMs: ObjectPaceMs }];
    case 'call':
      return [{ key: ['call', id], paceMs: ObjectPaceMs }, ...(movesCallLists(event.kind) ? callLists : [])];
    case 'shop':
      return [
        { key: ['shop', id], paceMs: ObjectPaceMs },
        { key: ['shops'], paceMs: ListPaceMs },
      ];
    case 'stock':
      return [
        { key: ['item', id], paceMs: ObjectPaceMs },
        { key: ['items'], paceMs: ListPaceMs },
      ];
    case 'vendor':
      return [
        { key: ['vendor', id], paceMs: ObjectPaceMs },
        { key: ['vendors'], paceMs: ListPaceMs },
      ];
    case 'task':
      return [{ key: ['tasks'], paceMs: ListPaceMs }];
    case 'alert':
      return [{ key: ['alerts'], paceMs: ListPaceMs }];
    case 'job':
      return [
        { key: ['job-runs', id], paceMs: ListPaceMs },
        { key: ['jobs'], paceMs: ListPaceMs },
        { key: ['daily-sales'], paceMs: FiguresPaceMs },
      ];
    default:
      return [];
  }
}

const callLists: readonly Touched[] = [{ key: ['calls'], paceMs: ListPaceMs }];

/** A turn or a filled field changes its call only; lists show what a call came to. */
function movesCallLists(kind: string): boolean {
  return kind !== 'call.turn_added' && kind !== 'call.draft_changed';
}
