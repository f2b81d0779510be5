/** Who may use an X display: whoever can read the file with its cookie. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Family of an entry that is for every address (FamilyWild of Xauth.h). */
const FAMILY_WILD = 0xffff;

const COOKIE_BYTES = 16;

/**
 * @typedef {object} DisplayAuthority
 * @property {string} file for the server's `-auth` and the clients' environment variable XAUTHORITY
 * @property {() => void} remove after the server's end; may be called again
 */

/**
 * Makes a file with a fresh cookie that only this user can read. It is for whatever display the
 * server finds free.
 *
 * @returns {DisplayAuthority}
 */
export function createDisplayAuthority() {
  // mkdtemp makes it for its owner only, 0700.
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-display-'));
  const file = join(folder, 'Xauthority');
  writeFileSync(file, entry('MIT-MAGIC-COOKIE-1', randomBytes(COOKIE_BYTES)), { mode: 0o600 });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * One entry of the file, for all addresses and display numbers (Xau: "XauWriteAuth"; numbers are
 * big-endian).
 *
 * @param {string} protocol
 * @param {Buffer} data
 */
function entry(protocol, data) {
  const family = Buffer.alloc(2);
  family.writeUInt16BE(FAMILY_WILD);
  const [anyAddress, anyNumber] = [Buffer.alloc(0), Buffer.alloc(0)];
  const texts = [anyAddress, anyNumber, Buffer.from(protocol), data];
  return Buffer.concat([family, ...texts.map(counted)]);
}

/**
 * @param {Buffer} bytes
 * @returns {Buffer} with their number in front
 */
function counted(bytes) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
