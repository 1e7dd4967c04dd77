import { ActionIcon, Button, NumberInput, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Problem } from '../http/problem';
import type { ShopGoods } from './shop';
import classes from './Shops.module.css';

const ownLabel = { className: classes.ownLabel };

interface GoodsProps {
  goods: ShopGoods[];
  currency: string;
  onChange: (goods: ShopGoods[]) => void;
  problem: Problem | null;
}

/** What a shop sells, for how much, and the words that callers use for it. */
export function Goods({ goods, currency, onChange, problem }: GoodsProps) {
  const change = (index: number, next: Partial<ShopGoods>) =>
    onChange(goods.map((item, at) => (at === index ? { ...item, ...next } : item)));
  const add = () => onChange([...goods, { name: '', aliases: [], unit_price: null, item_id: null }]);
  return (
    <>
      {goods.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          Callers can order what is listed here, at the price that stands here. Nothing else is sold by phone.
        </Text>
      )}
      {goods.length > 0 && (
        <div className={`${classes.goods} ${classes.serviceHead}`} aria-hidden="true">
          <span>Goods</span>
          <span>Callers also say</span>
          <span>Each, {currency}</span>
        </div>
      )}
      {goods.map((item, index) => (
        <div key={index} className={classes.goods}>
          <TextInput
            aria-label="Goods"
            label="Goods"
            labelProps={ownLabel}
            size="xs"
            placeholder="Garden hose"
            value={item.name}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
            error={problem?.reasonFor(`goods.${index}.name`)}
          />
          <TagsInput
            aria-label="Callers also say"
            label="Callers also say"
            labelProps={ownLabel}
            size="xs"
            placeholder={item.aliases.length === 0 ? 'hose' : undefined}
            value={item.aliases}
            onChange={(aliases) => change(index, { aliases })}
          />
          <NumberInput
            aria-label={`Price each, ${currency}`}
            label={`Price each, ${currency}`}
            labelProps={ownLabel}
            size="xs"
            hideControls
            min={0}
            decimalScale={2}
            fixedDecimalScale
            value={item.unit_price ?? ''}
            onChange={(value) => change(index, { unit_price: value === '' ? null : Number(value) })}
            error={problem?.reasonFor(`goods.${index}.unit_price`)}
          />
          <ActionIcon
            variant="subtle"
            color="slate"
            size={30}
            aria-label={`Remove ${item.name || 'goods'}`}
            onClick={() => onChange(goods.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <Button mt="sm" size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        Add goods
      </Button>
    </>
  );
}
