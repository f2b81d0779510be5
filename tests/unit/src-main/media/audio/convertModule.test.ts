import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileWat } from '#build/lib/compileWat';
import { ROOT } from '#build/lib/paths';
import { CONVERT_MODULE } from '#main/media/audio/convertModule';

it('is what convert.wat compiles to; otherwise: npm run wasm', async () => {
  const text = await readFile(join(ROOT, 'src-main/media/audio/convert.wat'), 'utf8');
  expect(CONVERT_MODULE).toBe((await compileWat(text)).toString('base64'));
});
