import { ActionIcon, Button, NumberInput, Select, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { words } from '../format/words';
import type { Problem } from '../http/problem';
import { serviceCategories, type ShopService } from './shop';
import classes from './Shops.module.css';

const ownLabel = { className: classes.ownLabel };

interface CatalogueProps {
  services: ShopService[];
  currency: string;
  onChange: (services: ShopService[]) => void;
  problem: Problem | null;
}

/** What a shop does, and the words that callers use for it. */
export function Catalogue({ services, currency, onChange, problem }: CatalogueProps) {
  const change = (index: number, next: Partial<ShopService>) =>
    onChange(services.map((service, at) => (at === index ? { ...service, ...next } : service)));
  const add = () =>
    onChange([...services, { category: 'repairs', label: '', aliases: [], base_price: null, minutes: null }]);
  return (
    <>
      {services.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          Callers can order what is listed here. Without services, everything is taken down as said.
        </Text>
      )}
      {services.length > 0 && (
        <div className={`${classes.service} ${classes.serviceHead}`} aria-hidden="true">
          <span>Service</span>
          <span>Category</span>
          <span>Callers also say</span>
          <span>From, {currency}</span>
          <span>Minutes</span>
        </div>
      )}
      {services.map((service, index) => (
        <div key={index} className={classes.service}>
          <TextInput
            aria-label="Service"
            label="Service"
            labelProps={ownLabel}
            size="xs"
            placeholder="AC repair"
            value={service.label}
            onChange={(event) => change(index, { label: event.currentTarget.value })}
            error={problem?.reasonFor(`services.${index}.label`)}
          />
          <Select
            aria-label="Category"
            label="Category"
            labelProps={ownLabel}
            size="xs"
            allowDeselect={false}
            data={serviceCategories.map((value) => ({ value, label: words(value) }))}
            value={service.category}
            onChange={(category) => change(index, { category: category ?? 'other' })}
          />
          <TagsInput
            aria-label="Callers also say"
            label="Callers also say"
            labelProps={ownLabel}
            size="xs"
            placeholder={service.aliases.length === 0 ? 'air conditioning' : undefined}
            value={service.aliases}
            onChange={(aliases) => change(index, { aliases })}
          />
          <NumberInput
            aria-label={`Price from, ${currency}`}
            label={`Price from, ${currency}`}
            labelProps={ownLabel}
            size="xs"
            hideControls
            min={0}
            decimalScale={2}
            value={service.base_price ?? ''}
            onChange={(value) => change(index, { base_price: value === '' ? null : Number(value) })}
            error={problem?.reasonFor(`services.${index}.base_price`)}
          />
          <NumberInput
            aria-label="Minutes"
            label="Minutes"
            labelProps={ownLabel}
            size="xs"
            hideControls
            min={1}
            allowDecimal={false}
            value={service.minutes ?? ''}
            onChange={(value) => change(index, { minutes: value === '' ? null : Number(value) })}
            error={problem?.reasonFor(`services.${index}.minutes`)}
          />
          <ActionIcon
            variant="subtle"
            color="slate"
            size={30}
            aria-label={`Remove ${service.label || 'service'}`}
            onClick={() => onChange(services.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} stroke={1.7} />
          </ActionIcon>
        </div>
      ))}
      <Button mt="sm" size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        Add a service
      </Button>
    </>
  );
}
