/**
 * Runs what `npm run bench:vad` asks for and prints it; with a file named, puts it there too,
 * between its marks.
 */
import { energyEngine } from '#main/media/vad/energyVad';
import { startSilero } from '#support/vad/detecting';
import { putIntoDocs } from '../docs';
import { accuracyTable } from './accuracy';
import { echoTable } from './echoTable';

type RunSettings = {
  readonly quick: boolean;
  /** Markdown file, or null. */
  readonly write: string | null;
};

async function main({ quick, write }: RunSettings): Promise<void> {
  const silero = await startSilero();
  try {
    const accuracy = await accuracyTable(silero, quick ? 40 : 240);
    console.log(`\n${accuracy.join('\n')}\n`);
    const echo = await echoTable([silero, energyEngine], quick ? 20 : 60);
    console.log(`${echo.join('\n')}\n`);
    if (write !== null) {
      await putIntoDocs(write, 'bench:vad', [...accuracy, '', ...echo].join('\n'));
    }
  } finally {
    await silero.close();
  }
}

await main(JSON.parse(process.argv[2] ?? '{}') as RunSettings);
