/** The page in Markdown that shows the pictures beside each other. */
export function screensIndex(
  names: readonly string[],
  languages: readonly string[],
  themes: readonly string[],
): string {
  const columns = languages.flatMap((language) =>
    themes.map((theme) => ({ language, theme, title: `${language}, ${theme}` })),
  );
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = names.map((name) =>
    row([
      name,
      ...columns.map(
        ({ language, theme, title }) => `![${name}, ${title}](${language}/${theme}/${name}.webp)`,
      ),
    ]),
  );
  return [
    '# Every screen and state of the window',
    '',
    'Made by `npm run screens`, with calls that are made up, at 1280 by 800. Do not edit.',
    '',
    row(['', ...columns.map(({ title }) => title)]),
    row(['---', ...columns.map(() => '---')]),
    ...lines,
    '',
  ].join('\n');
}
