import { Select } from '@mantine/core';

const zones = Intl.supportedValuesOf('timeZone');

/** The zone that a shop's day, its numbers and its daily figures go by. */
export function TimeZoneSelect({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (zone: string) => void;
  error?: string;
}) {
  const data = zones.includes(value) ? zones : [value, ...zones];
  return (
    <Select
      label="Time zone"
      searchable
      limit={60}
      allowDeselect={false}
      data={data.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
      error={error}
    />
  );
}
