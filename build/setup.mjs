/**
 * Sets up what the other commands set up by themselves, one part at a time:
 *
 *   node build/setup.mjs --packages   npm packages, and the Debian packages the tests need
 *   node build/setup.mjs --electron   an Electron program (and the npm packages)
 *   node build/setup.mjs --asterisk   the Asterisk in a chroot that the tests call
 */
import './lib/nodeVersion.mjs';
import { ensureDebianPackages, TEST_PACKAGES } from './lib/debianPackages.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electronRuntime.mjs';
import { info, runScript, SetupError } from './lib/progress.mjs';
import { ensureAsterisk } from './lib/testAsterisk.mjs';

const PARTS = ['--packages', '--electron', '--asterisk'];

await runScript(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((argument) => !PARTS.includes(argument));
  if (asked.length === 0 || unknown.length > 0) {
    throw new SetupError(
      `${unknown.length > 0 ? `Unknown: ${unknown.join(' ')}. ` : ''}Name what to set up: ${PARTS.join(' ')}`,
    );
  }
  if (asked.includes('--packages') || asked.includes('--electron')) {
    await ensureDependencies();
  }
  if (asked.includes('--packages')) {
    await ensureDebianPackages(TEST_PACKAGES, 'the tests');
  }
  if (asked.includes('--electron')) {
    const { path, version, source } = await ensureElectron();
    info(`Electron ${version} (${source}): ${path}`);
  }
  if (asked.includes('--asterisk')) {
    await ensureDebianPackages(['debootstrap'], 'the test Asterisk');
    await ensureAsterisk();
  }
});
