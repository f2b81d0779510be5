/**
 * Runs the stand-in Gemini server by hand: `node tests/support/gemini/serve.mjs [--port N] [--knob
 * name=json ...]`. Ends on Ctrl-C.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8500' },
    knob: { type: 'string', multiple: true, default: [] },
  },
});
const knobs = Object.fromEntries(
  values.knob.map((text) => {
    const at = text.indexOf('=');
    return [text.slice(0, at), JSON.parse(text.slice(at + 1))];
  }),
);
const { module } = await runnerImport(
  fileURLToPath(new URL('./standInGemini.ts', import.meta.url)),
  { configFile: false, logLevel: 'error' },
);
const gemini = await module.startStandInGemini(knobs, Number(values.port));
process.stdout.write(
  `GEMINI_BASE_URL=${gemini.baseUrl} GOOGLE_API_KEY=${gemini.knobs.apiKey ?? 'any'}\n`,
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    void gemini.close();
  });
}
