/**
 * Refuses to go on under a Node that the tools do not run on. Imported first by every script in
 * `build/`, so it uses nothing but what very old versions of Node have.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** Vite 8 and the linter need `require` of ES modules: Node 20.19, 22.12 or later. */
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;

if (!isSupported) {
  process.stderr.write(
    `Cordboard needs Node 20.19 or later (of the 22 line: 22.12 or later); ` +
      `this is Node ${process.versions.node} at ${process.execPath}.\n` +
      `Install a newer Node from https://nodejs.org, then run the same command again.\n`,
  );
  process.exit(1);
}
