import { Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { Problem } from '../http/problem';
import { Empty } from '../shell/Empty';
import { ProblemCode } from '../shell/Failed';
import type { Shop } from '../shops/shop';
import { useShops } from '../shops/useShops';
import type { Item } from './stock';
import { useItemCommand, useMakeItem } from './useStock';

interface Fields {
  name: string;
  sku?: string;
  category?: string;
  unit_price?: number;
  safety_stock?: number;
  low_stock_threshold?: number;
}

const numberOf = (typed: string | number) => (typed === '' ? undefined : Number(typed));
const textOf = (typed: string) => (typed.trim() === '' ? undefined : typed.trim());

/** A new item. */
export function NewItem({ onClose }: { onClose: () => void }) {
  const { data: shops = [], isSuccess: hasShops } = useShops();
  const making = useMakeItem();
  const navigate = useNavigate();
  const [shopId, setShopId] = useState<string | null>(null);
  const [onHand, setOnHand] = useState<string | number>(0);
  const shop: Shop | undefined = shops.find((one) => one.id === shopId) ?? shops[0];
  const problem = making.error instanceof Problem ? making.error : null;
  const make = (fields: Fields) => {
    const body = { ...fields, shop_id: shop?.id, on_hand: numberOf(onHand) };
    making.mutate(body, { onSuccess: ({ value }) => void navigate(`/stock/${value.id}`) });
  };
  if (hasShops && shops.length === 0) {
    return (
      <Modal opened onClose={onClose} title="New item">
        <Empty compact icon={IconBuildingStore} title="No shop yet" text="An item lies in a shop and has its currency.">
          <Button component={Link} to="/shops">
            Set up a shop
          </Button>
        </Empty>
      </Modal>
    );
  }

  return (
    <ItemForm
      title="New item"
      action="Make item"
      currency={shop?.currency ?? ''}
      problem={problem}
      isSending={making.isPending}
      onClose={onClose}
      onSend={make}
    >
      {shops.length > 1 && (
        <Select
          label="Shop"
          allowDeselect={false}
          data={shops.map((one) => ({ value: one.id, label: one.name }))}
          value={shop?.id ?? null}
          onChange={setShopId}
        />
      )}
      <NumberInput
        label="On hand"
        min={0}
        allowDecimal={false}
        value={onHand}
        onChange={setOnHand}
        error={problem?.reasonFor('on_hand')}
      />
    </ItemForm>
  );
}

/** What the owner says about an item. */
export function EditItem({ item, onClose }: { item: Item; onClose: () => void }) {
  const changing = useItemCommand<Fields>(item, () => ({ path: `/api/v1/items/${item.id}`, method: 'PATCH' }));
  return (
    <ItemForm
      title={`Edit – ${item.name}`}
      action="Save"
      item={item}
      currency={item.currency}
      problem={changing.error instanceof Problem ? changing.error : null}
      isSending={changing.isPending}
      onClose={onClose}
      onSend={(fields) => changing.mutate(fields, { onSuccess: onClose })}
    />
  );
}

interface ItemFormProps {
  title: string;
  action: string;
  item?: Item;
  currency: string;
  problem: Problem | null;
  isSending: boolean;
  onClose: () => void;
  onSend: (fields: Fields) => void;
  children?: React.ReactNode;
}

function ItemForm({ title, action, item, currency, problem, isSending, onClose, onSend, children }: ItemFormProps) {
  const [name, setName] = useState(item?.name ?? '');
  const [sku, setSku] = useState(item?.sku ?? '');
  const [category, setCategory] = useState(item?.category ?? '');
  const [price, setPrice] = useState<string | number>(item?.unit_price ?? '');
  const [safety, setSafety] = useState<string | number>(item?.safety_stock ?? 0);
  const [threshold, setThreshold] = useState<string | number>(item?.low_stock_threshold ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({
      name: name.trim(),
      sku: textOf(sku),
      category: textOf(category),
      unit_price: numberOf(price),
      safety_stock: numberOf(safety),
      low_stock_threshold: numberOf(threshold),
    });
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            required
            maxLength={200}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problem?.reasonFor('name')}
          />
          {children}
          <Group grow gap="sm" align="flex-start">
            <TextInput
              label="Own number (SKU)"
              maxLength={64}
              value={sku}
              onChange={(event) => setSku(event.currentTarget.value)}
              error={problem?.code === 'sku-taken' ? 'another item has it' : problem?.reasonFor('sku')}
            />
            <TextInput
              label="Category"
              maxLength={100}
              value={category}
              onChange={(event) => setCategory(event.currentTarget.value)}
              error={problem?.reasonFor('category')}
            />
          </Group>
          <NumberInput
            label={`Price each${currency === '' ? '' : `, ${currency}`}`}
            min={0}
            decimalScale={2}
            hideControls
            value={price}
            onChange={setPrice}
            error={problem?.reasonFor('unit_price')}
          />
          <Group grow gap="sm" align="flex-start">
            <NumberInput
              label="Low at"
              description="so few to sell"
              min={0}
              allowDecimal={false}
              value={threshold}
              onChange={setThreshold}
              error={problem?.reasonFor('low_stock_threshold')}
            />
            <NumberInput
              label="Kept back"
              description="never sold"
              min={0}
              allowDecimal={false}
              value={safety}
              onChange={setSafety}
              error={problem?.reasonFor('safety_stock')}
            />
          </Group>
          {problem !== null && (
            <Text size="sm" c="red" role="alert" component="div">
              {problem.said ?? problem.title}
              <ProblemCode problem={problem} />
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
