/** `npm run wasm`: compiles the inner loop of the sample rate conversion after a change to it. */
import './lib/nodeVersion.mjs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ROOT } from './lib/paths.mjs';
import { runScript } from './lib/progress.mjs';

const FOLDER = join(ROOT, 'src-main/media/audio');

await runScript(async () => {
  await ensureDependencies();
  const { compileWat } = await import('./lib/compileWat.mjs');
  const module = await compileWat(await readFile(join(FOLDER, 'convert.wat'), 'utf8'));
  const text = `/** convert.wat, compiled by \`npm run wasm\`: base64. */\nexport const CONVERT_MODULE =\n  '${module.toString('base64')}';\n`;
  await writeFile(join(FOLDER, 'convertModule.ts'), text);
  return 0;
});
