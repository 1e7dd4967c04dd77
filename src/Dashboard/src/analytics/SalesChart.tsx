import { BarChart } from '@mantine/charts';
import { getThemeColor, Group, Text, useMantineTheme } from '@mantine/core';
import { plainDate, weekday } from '../format/time';
import { money } from '../format/money';
import { pictureOf, unusual, valueOf, type Bar, type DailySales, type Measure, type Series } from './sales';
import classes from './Sales.module.css';

interface SalesChartProps {
  sales: DailySales;
  measure: Measure;
  currency: string | null;
  nameOf: (shopId: string | null) => string;
}

const LiveOpacity = 0.45;

/** Bars by the day, a part for each shop; a day that is not 24 hours long says so. */
export function SalesChart({ sales, measure, currency, nameOf }: SalesChartProps) {
  const { series, bars } = pictureOf(sales, (day) => valueOf(day, measure, currency), nameOf);
  const text = (value: number, whole = false) =>
    measure === 'orders' ? value.toLocaleString('en-US') : money(value, currency, whole);
  const now = Date.now();
  return (
    <>
      <Legend series={series} />
      <div role="img" aria-label={`${measure} of ${bars.length} days${currency === null ? '' : ` in ${currency}`}`}>
        <BarChart
          h={260}
          type="stacked"
          data={bars.map(({ day, values }) => ({ day, ...values }))}
          dataKey="day"
          series={series.flatMap((one) => [
            { name: one.id, label: one.label, color: one.color },
            { name: `${one.id}:live`, label: one.label, color: one.color },
          ])}
          barProps={({ name }) => ({ isAnimationActive: false, fillOpacity: name.endsWith(':live') ? LiveOpacity : 1 })}
          maxBarWidth={36}
          gridAxis="x"
          tickLine="none"
          referenceLines={bars
            .filter(({ hours }) => hours.some((count) => count !== 24))
            .map(({ day, hours }) => ({
              x: day,
              color: 'gray.5',
              strokeDasharray: '2 3',
              label: `${hours.filter((count) => count !== 24).join(', ')} h`,
              labelPosition: 'insideTop',
            }))}
          xAxisProps={{
            tickFormatter: (day: string) => plainDate(day, now),
            interval: 'preserveStartEnd',
            minTickGap: 24,
            tick: { fontSize: 11, fill: 'var(--ink-faint)' },
          }}
          yAxisProps={{
            width: measure === 'orders' ? 36 : 64,
            allowDecimals: false,
            tickFormatter: (value: number) => text(value, true),
            tick: { fontSize: 11, fill: 'var(--ink-faint)' },
          }}
          tooltipProps={{
            isAnimationActive: false,
            content: ({ label }) => <DayTip bar={bars.find(({ day }) => day === label)} series={series} text={text} />,
          }}
        />
      </div>
    </>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <Group gap="md" mb="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {series.map((one) => (
        <Text key={one.id} component="li" size="xs">
          <Swatch color={one.color} />
          {one.label}
        </Text>
      ))}
    </Group>
  );
}

function Swatch({ color }: { color: string }) {
  return <span className={classes.swatch} style={{ background: getThemeColor(color, useMantineTheme()) }} />;
}

function DayTip({
  bar,
  series,
  text,
}: {
  bar: Bar | undefined;
  series: readonly Series[];
  text: (value: number) => string;
}) {
  if (bar === undefined) return null;
  const odd = bar.hours.map((hours) => unusual({ hours })).filter((words) => words !== null);
  const parts = series
    .map((one) => ({ ...one, closed: bar.values[one.id], live: bar.values[`${one.id}:live`] }))
    .filter(({ closed, live }) => closed !== undefined || live !== undefined);
  return (
    <div className={classes.tooltip}>
      <Text size="xs" fw={620}>
        {weekday(bar.day)}
      </Text>
      {odd.map((words) => (
        <Text key={words} size="xs" c="dimmed">
          {words}
        </Text>
      ))}
      {parts.length === 0 && (
        <Text size="xs" c="dimmed">
          Nothing
        </Text>
      )}
      {parts.map(({ id, label, color, closed = 0, live }) => (
        <Group key={id} justify="space-between" gap="md" wrap="nowrap">
          <Text size="xs">
            <Swatch color={color} />
            {label}
          </Text>
          <Text size="xs" className="figures">
            {text(closed + (live ?? 0))}
            {live !== undefined && ' so far'}
          </Text>
        </Group>
      ))}
    </div>
  );
}
