import { Group, NumberInput, Stack, TagsInput } from '@mantine/core';
import type { Problem } from '../http/problem';
import { AreaPicture } from './AreaPicture';
import type { ServiceArea } from './shop';

interface AreaFieldsProps {
  area: ServiceArea;
  onChange: (area: ServiceArea) => void;
  problem: Problem | null;
  /** What the API calls the area: `service_area` of a shop, `area` of a vendor. */
  field: string;
}

/** Where somebody works: a circle on the map, and postal codes. */
export function AreaFields({ area, onChange, problem, field }: AreaFieldsProps) {
  const number = (name: 'latitude' | 'longitude' | 'radius_km') => ({
    size: 'xs' as const,
    hideControls: true,
    value: area[name] ?? '',
    onChange: (value: string | number) => onChange({ ...area, [name]: value === '' ? null : Number(value) }),
    error: problem?.reasonFor(`${field}.${name}`),
  });
  return (
    <>
      <Group align="flex-start" wrap="nowrap">
        <AreaPicture area={area} size={132} />
        <Stack gap="xs" style={{ flex: 1 }}>
          <NumberInput label="Latitude" decimalScale={6} min={-90} max={90} {...number('latitude')} />
          <NumberInput label="Longitude" decimalScale={6} min={-180} max={180} {...number('longitude')} />
          <NumberInput label="Radius, km" decimalScale={1} min={0} max={500} {...number('radius_km')} />
        </Stack>
      </Group>
      <TagsInput
        mt="sm"
        label="Postal codes"
        description="They count even where an address can’t be found on a map"
        placeholder={area.postal_codes.length === 0 ? '10001' : undefined}
        value={area.postal_codes}
        onChange={(postal_codes) => onChange({ ...area, postal_codes })}
        error={problem?.reasonFor(`${field}.postal_codes`)}
      />
    </>
  );
}
