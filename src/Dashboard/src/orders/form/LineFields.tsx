import { ActionIcon, Autocomplete, Button, Group, NumberInput, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { minorOf, money } from '../../format/money';
import { plural } from '../../format/words';
import type { Problem } from '../../http/problem';
import classes from './LineFields.module.css';
import { lineTotal, noLine, totalOf, type TypedLine } from './typed';
import { wareOf, wareOfLine, type Ware } from './wares';

const ownLabel = { className: classes.ownLabel };

interface Props {
  lines: readonly TypedLine[];
  wares: readonly Ware[];
  currency: string;
  problem: Problem | null;
  onChange: (lines: TypedLine[]) => void;
}

/** The goods that are ordered: chosen from what the shop has, or typed. */
export function LineFields({ lines, wares, currency, problem, onChange }: Props) {
  const change = (index: number, next: Partial<TypedLine>) =>
    onChange(lines.map((line, at) => (at === index ? { ...line, ...next } : line)));
  const name = (index: number, line: TypedLine, typed: string) => {
    const [before, now] = [wareOf(wares, line.name), wareOf(wares, typed)];
    // A price that somebody typed stays; one that came with the goods goes with them.
    const isOwn = line.price !== '' && line.price !== before?.price;
    change(index, { name: typed, price: isOwn ? line.price : (now?.price ?? '') });
  };
  return (
    <div role="group" aria-label="Goods">
      <div className={`${classes.line} ${classes.head}`} aria-hidden="true">
        <span>Goods</span>
        <span>Pieces</span>
        <span>Each, {currency}</span>
        <span className={classes.sum}>Sum</span>
      </div>
      {lines.map((line, index) => {
        const ware = wareOfLine(wares, line);
        const at = `lines.${index}`;
        return (
          <div key={index} className={classes.line}>
            <Autocomplete
              className={classes.name}
              aria-label={`Goods ${index + 1}`}
              placeholder={wares.length === 0 ? 'Garden hose' : 'Choose or type'}
              required
              data={wares.map(({ label }) => label)}
              limit={50}
              maxDropdownHeight={260}
              comboboxProps={{ shadow: 'md' }}
              renderOption={({ option }) => <WareOption ware={wareOf(wares, option.value)} currency={currency} />}
              value={line.name}
              onChange={(typed) => name(index, line, typed)}
              description={describe(line, ware)}
              inputWrapperOrder={['input', 'description', 'error']}
              error={problem?.reasonFor(`${at}.name`, `${at}.item_id`)}
            />
            <NumberInput
              aria-label={`Pieces ${index + 1}`}
              label="Pieces"
              labelProps={ownLabel}
              withAsterisk={false}
              required
              min={1}
              allowDecimal={false}
              hideControls
              value={line.quantity}
              onChange={(quantity) => change(index, { quantity })}
              error={problem?.reasonFor(`${at}.quantity`)}
            />
            <NumberInput
              aria-label={`Price each ${index + 1}, ${currency}`}
              label={`Each, ${currency}`}
              labelProps={ownLabel}
              withAsterisk={false}
              required
              min={0}
              decimalScale={2}
              fixedDecimalScale
              hideControls
              value={line.price}
              onChange={(price) => change(index, { price })}
              error={problem?.reasonFor(`${at}.unit_price`)}
            />
            <Text size="sm" className={`figures ${classes.sum}`}>
              {money(lineTotal(line, currency), currency)}
            </Text>
            <ActionIcon
              className={classes.bin}
              variant="subtle"
              color="slate"
              size={36}
              aria-label={`Remove line ${index + 1}`}
              disabled={lines.length === 1}
              onClick={() => onChange(lines.filter((_, other) => other !== index))}
            >
              <IconTrash size={16} stroke={1.7} />
            </ActionIcon>
          </div>
        );
      })}
      <Group justify="space-between" mt="xs" wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...lines, noLine])}
        >
          Add a line
        </Button>
        <Text fw={600} className="figures" role="status">
          Total {money(totalOf(lines, currency), currency)}
        </Text>
      </Group>
      {problem?.reasonFor('lines', 'total') !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          Together they {problem.reasonFor('lines', 'total')}
        </Text>
      )}
    </div>
  );
}

function describe(line: TypedLine, ware: Ware | undefined): string | undefined {
  if (line.name.trim() === '') return undefined;
  if (ware === undefined || ware.itemId === null) return 'Not kept in stock';
  return ware.available === null ? undefined : `${plural(ware.available, 'piece')} to sell`;
}

function WareOption({ ware, currency }: { ware: Ware | undefined; currency: string }) {
  if (ware === undefined) return null;
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm" style={{ flex: 1, minWidth: 0 }}>
      <Text size="sm" truncate>
        {ware.label}
      </Text>
      <Text size="xs" c="dimmed" className="figures" style={{ flexShrink: 0 }}>
        {ware.available !== null && `${ware.available} to sell · `}
        {ware.price === null ? 'no price' : money(minorOf(ware.price, currency), currency)}
      </Text>
    </Group>
  );
}
