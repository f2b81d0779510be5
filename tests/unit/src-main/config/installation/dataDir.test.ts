import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inDataDir, resolveDataDir } from '#main/config/installation/dataDir';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordboard-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('resolveDataDir', () => {
  const envFilePath = () => join(folder, '.env');

  it('takes the environment, then .env, then the fallback', () => {
    const options = { env: {}, envFilePath: envFilePath(), fallback: '/fallback' };
    expect(resolveDataDir(options)).toBe('/fallback');
    writeFileSync(envFilePath(), 'CORDBOARD_DATA_DIR="/from file"\n');
    expect(resolveDataDir(options)).toBe('/from file');
    expect(resolveDataDir({ ...options, env: { CORDBOARD_DATA_DIR: '/from-env' } })).toBe(
      '/from-env',
    );
  });

  it('reads .env in whatever encoding the settings are read from it', () => {
    const options = { env: {}, envFilePath: envFilePath(), fallback: '/fallback' };
    const line = 'CORDBOARD_DATA_DIR=/from-file\r\n';
    writeFileSync(envFilePath(), `\uFEFF${line}`, 'utf16le');
    expect(resolveDataDir(options)).toBe('/from-file');
    writeFileSync(envFilePath(), line, 'utf16le');
    expect(resolveDataDir(options)).toBe('/fallback');
  });

  it('takes a relative folder from the given base', () => {
    const env = { CORDBOARD_DATA_DIR: 'data' };
    expect(resolveDataDir({ env, envFilePath: envFilePath(), base: folder })).toBe(
      resolve(folder, 'data'),
    );
  });

  it.runIf(process.platform === 'linux')("ends in the user's folder for program data", () => {
    expect(resolveDataDir({ env: {}, envFilePath: envFilePath() })).toBe(
      join(homedir(), '.config', 'Cordboard'),
    );
    const env = { XDG_CONFIG_HOME: '/xdg' };
    expect(resolveDataDir({ env, envFilePath: envFilePath() })).toBe('/xdg/Cordboard');
  });
});

describe('inDataDir', () => {
  it.each([
    ['', ''],
    ['/var/log/x.log', '/var/log/x.log'],
    ['logs/x.log', '/data/logs/x.log'],
  ])('"%s" becomes "%s"', (path, expected) => {
    expect(inDataDir('/data', path)).toBe(expected);
  });
});
