/**
 * Runs what `npm run bench:vad` asks for and prints it; with a file named, puts it there too,
 * between its marks.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { energyEngine } from '#main/media/vad/energyVad';
import { startSilero } from '#support/vad/detecting';
import { accuracyTable } from './accuracy';
import { echoTable } from './echoTable';

type RunSettings = {
  readonly quick: boolean;
  /** Markdown file, or null. */
  readonly write: string | null;
};

const BEGIN = '<!-- bench:vad begins -->';
const END = '<!-- bench:vad ends -->';

async function main({ quick, write }: RunSettings): Promise<void> {
  const silero = await startSilero();
  try {
    const accuracy = await accuracyTable(silero, quick ? 40 : 240);
    console.log(`\n${accuracy.join('\n')}\n`);
    const echo = await echoTable([silero, energyEngine], quick ? 20 : 60);
    console.log(`${echo.join('\n')}\n`);
    if (write !== null) {
      await putInto(write, [...accuracy, '', ...echo].join('\n'));
    }
  } finally {
    await silero.close();
  }
}

async function putInto(file: string, tables: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) {
    throw new Error(`${file} has no place for the tables: ${BEGIN} and ${END}`);
  }
  await writeFile(file, `${text.slice(0, from + BEGIN.length)}\n\n${tables}\n\n${text.slice(to)}`);
}

await main(JSON.parse(process.argv[2] ?? '{}') as RunSettings);
