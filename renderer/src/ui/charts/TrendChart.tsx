import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useLanguage } from '../../i18n/language';

/** A line of a chart: a colour of the style sheet, e.g. `--agent`, and a value for each place. */
type TrendLine = {
  readonly label: string;
  readonly color: string;
  readonly values: readonly (number | null)[];
};

type TrendChartProps = {
  /** What it shows, in words, with its newest value: it stands in for the picture. */
  readonly label: string;
  /** Places on the time axis, in rising order. */
  readonly at: readonly number[];
  readonly lines: readonly TrendLine[];
  readonly formatAt: (at: number) => string;
  readonly formatValue: (value: number) => string;
  /** CSS pixels. */
  readonly height?: number;
  readonly kind?: 'line' | 'bars';
  /** The theme in force: a canvas does not restyle itself, and is drawn anew for another. */
  readonly theme: string;
};

const colorOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function seriesOf(lines: readonly TrendLine[], kind: 'line' | 'bars'): uPlot.Series[] {
  return lines.map(({ label, color }) => ({
    label,
    stroke: () => colorOf(color),
    fill: kind === 'bars' ? () => colorOf(color) : undefined,
    width: 1.5,
    points: { show: kind === 'line', size: 4 },
    ...(kind === 'bars' ? { paths: uPlot.paths.bars?.({ size: [0.7, 40] }) } : {}),
  })) as uPlot.Series[];
}

function axisOf(format: (value: number) => string, size: number): uPlot.Axis {
  return {
    stroke: () => colorOf('--text-faint'),
    grid: { stroke: () => colorOf('--line'), width: 1 },
    ticks: { show: false },
    font: "11px 'Inter Variable', sans-serif",
    size,
    values: (_plot, values) => values.map((value) => format(value)),
  };
}

/** Leaves room for the first bar and the last, which stand around their places. */
function wholeBars({ data: [at] }: uPlot, min: number, max: number): uPlot.Range.MinMax {
  const half = at.length > 1 ? (max - min) / (at.length - 1) / 2 : 0.5;
  return [min - half, max + half];
}

function optionsOf(props: TrendChartProps, width: number): uPlot.Options {
  const { lines, formatAt, formatValue, height = 120, kind = 'line' } = props;
  return {
    width,
    height,
    // What a point says is read from the table beneath, and by the pointer in the legend.
    legend: { show: lines.length > 1, live: false },
    cursor: { y: false, points: { show: false } },
    scales: {
      x: { time: false, ...(kind === 'bars' ? { range: wholeBars } : {}) },
      y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] },
    },
    series: [{}, ...seriesOf(lines, kind)],
    axes: [axisOf(formatAt, 24), axisOf(formatValue, 52)],
  };
}

/** Values over time as a picture, and as a table for those who cannot see it. */
export function TrendChart(props: TrendChartProps) {
  const { label, at, lines, formatAt, formatValue, theme } = props;
  const boxRef = useRef<HTMLDivElement>(null);
  const plotRef = useRef<uPlot | null>(null);
  // The formatters change with the language alone, and the names: a new chart is made for others.
  const shape = `${lines.map((line) => line.label).join('|')} ${theme} ${useLanguage()}`;
  useEffect(() => {
    const box = boxRef.current;
    if (box === null) {
      return;
    }
    const plot = new uPlot(optionsOf(props, box.clientWidth), dataOf(props), box);
    plotRef.current = plot;
    const observer = new ResizeObserver(() => {
      plot.setSize({ width: box.clientWidth, height: plot.height });
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
      plot.destroy();
      plotRef.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- new values are set below, without a new chart
  }, [shape]);
  useEffect(() => {
    plotRef.current?.setData(dataOf(props));
  });
  return (
    <figure className="trend">
      <div ref={boxRef} aria-hidden="true" />
      <table className="sr-only">
        <caption>{label}</caption>
        <tbody>
          {at.map((place, index) => (
            <tr key={place}>
              <th scope="row">{formatAt(place)}</th>
              {lines.map((line) => {
                const value = line.values[index] ?? null;
                return <td key={line.label}>{value === null ? '' : formatValue(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function dataOf({ at, lines }: TrendChartProps): uPlot.AlignedData {
  return [[...at], ...lines.map(({ values }) => [...values])];
}
