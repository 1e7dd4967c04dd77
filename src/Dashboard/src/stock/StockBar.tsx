import { sharesOf, type Item } from './stock';
import classes from './StockBar.module.css';

const count = (pieces: number) => pieces.toLocaleString('en-US');

/** How an item stands, as a picture: to sell, kept back, promised, and the mark under which it is low. */
export function StockBar({ item, size = 'sm' }: { item: Item; size?: 'sm' | 'lg' }) {
  const shares = sharesOf(item);
  return (
    <div
      className={classes.bar}
      data-size={size}
      data-low={item.is_low || undefined}
      role="img"
      aria-label={describe(item)}
      title={describe(item)}
    >
      <div className={classes.parts}>
        <div className={`${classes.part} ${classes.free}`} style={{ width: `${shares.free}%` }} />
        <div className={`${classes.part} ${classes.kept}`} style={{ width: `${shares.kept}%` }} />
        <div className={`${classes.part} ${classes.promised}`} style={{ width: `${shares.promised}%` }} />
      </div>
      {shares.threshold !== null && <div className={classes.mark} style={{ left: `${shares.threshold}%` }} />}
    </div>
  );
}

/** What the parts of the bar are. */
export function StockLegend({ item }: { item: Item }) {
  const kept = item.on_hand - item.reserved - item.available;
  return (
    <div className={classes.legend}>
      <span>
        <i
          className={classes.swatch}
          style={{ background: item.is_low ? 'var(--mantine-color-orange-5)' : 'var(--mantine-color-pine-5)' }}
        />
        {count(item.available)} to sell
      </span>
      {kept > 0 && (
        <span>
          <i className={classes.swatch} style={{ background: 'var(--line-strong)' }} />
          {count(kept)} kept back
        </span>
      )}
      <span>
        <i className={classes.swatch} style={{ background: 'var(--mantine-color-blue-5)' }} />
        {count(item.reserved)} promised
      </span>
      {item.low_stock_threshold !== null && (
        <span>
          <i className={classes.swatch} data-mark />
          low at {count(item.low_stock_threshold)}
        </span>
      )}
    </div>
  );
}

function describe(item: Item): string {
  const threshold = item.low_stock_threshold === null ? '' : `, low at ${count(item.low_stock_threshold)}`;
  return `${count(item.on_hand)} on hand: ${count(item.available)} to sell, ${count(item.reserved)} promised${threshold}`;
}
