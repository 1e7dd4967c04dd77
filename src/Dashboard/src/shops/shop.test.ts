import { describe, expect, it } from 'vitest';
import { pictureRadius } from './AreaPicture';
import { cleanGoods, cleanServices } from './services';
import { withDay } from './shop';

describe('opening hours', () => {
  it('open a day like the first one, in the week’s order, and close it again', () => {
    const tuesday = [{ day: 'tuesday', opens: '08:00', closes: '16:30' }];
    const both = withDay(tuesday, 'monday', true);
    expect(both).toEqual([{ day: 'monday', opens: '08:00', closes: '16:30' }, ...tuesday]);
    expect(withDay(both, 'monday', false)).toEqual(tuesday);
    expect(withDay([], 'sunday', true)).toEqual([{ day: 'sunday', opens: '09:00', closes: '17:00' }]);
  });
});

describe('the catalogue', () => {
  it('drops rows that nobody named and words said twice, and keeps how long it takes', () => {
    const services = cleanServices([
      { category: 'repairs', label: ' AC repair ', aliases: ['aircon', ' aircon ', ''], base_price: 20, minutes: 45 },
      { category: 'other', label: '  ', aliases: [], base_price: null, minutes: null },
    ]);
    expect(services).toEqual([
      { category: 'repairs', label: 'AC repair', aliases: ['aircon'], base_price: 20, minutes: 45 },
    ]);
  });
});

describe('the goods', () => {
  it('drop rows that nobody named, and keep what the stock calls them', () => {
    const goods = cleanGoods([
      { name: ' Garden hose', aliases: ['hose ', 'hose'], unit_price: 29.99, item_id: '7' },
      { name: ' ', aliases: [], unit_price: 1, item_id: null },
    ]);
    expect(goods).toEqual([{ name: 'Garden hose', aliases: ['hose'], unit_price: 29.99, item_id: '7' }]);
  });
});

describe('the picture of an area', () => {
  it('shows a village and a county inside its frame, the county larger', () => {
    expect(pictureRadius(0)).toBeGreaterThanOrEqual(8);
    expect(pictureRadius(500)).toBeLessThanOrEqual(44);
    expect(pictureRadius(20)).toBeGreaterThan(pictureRadius(5));
  });
});
