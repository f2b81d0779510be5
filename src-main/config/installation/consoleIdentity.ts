/**
 * Identity of this installation towards other consoles of the same Asterisk: an id kept in the data
 * folder, and a name for people.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { userName } from './userName';

/** File in the data folder. */
const FILE_NAME = 'console-id';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads the identity; creates it at the first start. Synchronous, because it runs once before
 * everything else. If the folder is not writable, the identity lasts for this run only. The host is
 * part of the id: a data folder that was copied to another machine is another console.
 */
export function consoleIdentity(dataDir: string): { readonly id: string; readonly name: string } {
  const host = hostname();
  return { id: `${installationId(dataDir)}@${host}`, name: `${userName()}@${host}` };
}

function installationId(dataDir: string): string {
  const file = path.join(dataDir, FILE_NAME);
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (UUID.test(kept)) {
      return kept;
    }
  } catch {
    // The first start.
  }
  const fresh = randomUUID();
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${fresh}\n`, { mode: 0o600 });
  } catch {
    // After a crash the next run has another id: it takes its callers for those of another console,
    // and adopts them a few seconds later.
  }
  return fresh;
}
