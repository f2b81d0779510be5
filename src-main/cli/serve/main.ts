/** Entry of the program without a window, in plain Node: out/main/serve.js. */
import { growHeapFreely, shareBuffers } from '#main/program/heap';
import { builtFiles } from '#main/program/programFiles';
import { version } from '#root/package.json';
import { runServe } from './serve';

// The reader of standard error may go away; the calls must go on.
process.stderr.on('error', () => undefined);

growHeapFreely();
shareBuffers();

process.exit(
  await runServe(process.argv.slice(2), {
    env: process.env,
    folder: process.cwd(),
    events: process,
    files: builtFiles(import.meta.dirname),
    version,
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
  }),
);
