/** Small plots for the docs: lines over the number of calls. */

/** One line: its name, and a value for each number of calls, ms; NaN where it was not measured. */
type PlotLine = { readonly name: string; readonly values: readonly number[] };

export type Plot = {
  readonly title: string;
  readonly calls: readonly number[];
  readonly lines: readonly PlotLine[];
  /** A limit to be seen in the plot, ms. */
  readonly limitMs: number;
};

const WIDTH = 520;
const HEIGHT = 260;
const LEFT = 52;
const RIGHT = 150;
const TOP = 34;
const BOTTOM = 36;
/** Distinct also without their colours: each line is named at its end. */
const COLOURS = ['#2563eb', '#c2410c', '#15803d', '#7c3aed'] as const;
/** Readable on white and on the dark page of a code host. */
const INK = '#6b7280';

/** The plot as an SVG image; the value axis is linear from zero to the greatest value. */
export function svgOf({ title, calls, lines, limitMs }: Plot): string {
  const most = Math.max(limitMs, ...lines.flatMap(({ values }) => values.filter(Number.isFinite)));
  const lastCalls = calls.at(-1) ?? 1;
  const x = (count: number): number => LEFT + (count / lastCalls) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
  const label = (at: readonly [number, number], text: string, anchor: string, fill = INK): string =>
    `<text x="${round(at[0])}" y="${round(at[1])}" text-anchor="${anchor}" fill="${fill}">${text}</text>`;
  const across = (value: number, dash: string): string =>
    `<path d="M${LEFT} ${round(y(value))}H${WIDTH - RIGHT}" stroke="${INK}" stroke-opacity="0.5" stroke-dasharray="${dash}"/>`;
  const drawn = lines.map(({ name, values }, index) => {
    const colour = COLOURS[index % COLOURS.length] ?? INK;
    const points = values.flatMap((value, at) =>
      Number.isFinite(value) ? [[x(calls[at] ?? 0), y(value)] as const] : [],
    );
    const path = points.map(([px, py]) => `${round(px)} ${round(py)}`).join('L');
    const [endX, endY] = points.at(-1) ?? [0, 0];
    return [
      `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(
        ([px, py]) => `<circle cx="${round(px)}" cy="${round(py)}" r="3" fill="${colour}"/>`,
      ),
      label([endX + 8, endY + 4], name, 'start', colour),
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="12">
<title>${title}</title>
${label([LEFT, 18], title, 'start')}
${across(0, '0')}
${across(limitMs, '4 4')}
${label([LEFT - 6, y(limitMs) + 4], String(limitMs), 'end')}
${label([LEFT - 6, y(0) + 4], '0 ms', 'end')}
${most > limitMs ? label([LEFT - 6, y(most) + 4], String(Math.round(most)), 'end') : ''}
${calls.map((count) => label([x(count), HEIGHT - BOTTOM + 18], String(count), 'middle')).join('\n')}
${label([WIDTH - RIGHT, HEIGHT - 4], 'calls', 'end')}
${drawn.join('\n')}
</svg>
`;
}

function round(value: number): string {
  return value.toFixed(1);
}
