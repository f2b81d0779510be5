/**
 * The display in memory under which the console runs where there is no screen, asked as any X
 * client would.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDisplay } from '#build/lib/display';

const run = promisify(execFile);

const PROTOCOL = 'MIT-MAGIC-COOKIE-1';
const COOKIE_BYTES = 16;

/** First byte of the answer to a connection set-up (X Window System Protocol, chapter 8). */
const REFUSED = 0;
const ACCEPTED = 1;

/** Text or bytes, filled up to a multiple of four as the protocol has it. */
function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** Knocks at a display, with a cookie or without, and gives the first byte of what it answers. */
async function knock(display: string, cookie = Buffer.alloc(0)): Promise<number | undefined> {
  const protocol = Buffer.from(cookie.length > 0 ? PROTOCOL : '');
  const request = Buffer.alloc(12);
  request.write('l');
  request.writeUInt16LE(11, 2);
  request.writeUInt16LE(protocol.length, 6);
  request.writeUInt16LE(cookie.length, 8);
  const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
  socket.write(Buffer.concat([request, padded(protocol), padded(cookie)]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer[0];
}

const mode = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('the display in memory', () => {
  let display: Awaited<ReturnType<typeof startDisplay>>;

  beforeAll(async () => {
    display = await startDisplay();
  });

  afterAll(() => display.close());

  it('refuses a program on this machine that does not show its cookie', async () => {
    expect(await knock(display.env.DISPLAY)).toBe(REFUSED);
    expect(await knock(display.env.DISPLAY, randomBytes(COOKIE_BYTES))).toBe(REFUSED);
  });

  it('lets in programs that can read the cookie, which only its user can', async () => {
    const { DISPLAY, XAUTHORITY } = display.env;
    const cookie = (await readFile(XAUTHORITY)).subarray(-COOKIE_BYTES);
    expect(await knock(DISPLAY, cookie)).toBe(ACCEPTED);
    expect(await mode(XAUTHORITY)).toBe(0o600);
    expect(await mode(path.dirname(XAUTHORITY))).toBe(0o700);
  });

  it('has another cookie each time, and takes it away at the end', async () => {
    const other = await startDisplay();
    const cookies = [display, other].map(({ env }) => readFile(env.XAUTHORITY));
    const [ours, theirs] = await Promise.all(cookies);
    expect(ours).not.toEqual(theirs);
    await other.close();
    expect(existsSync(path.dirname(other.env.XAUTHORITY))).toBe(false);
  });

  it('takes the cookie away when its program ends without closing it', async () => {
    const program = `import { startDisplay } from './build/lib/display.mjs';
      console.log((await startDisplay()).env.XAUTHORITY);
      process.exit();`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
    const file = stdout.trim().split('\n').at(-1) ?? '';
    expect(file).toContain('cordboard-display-');
    expect(existsSync(path.dirname(file))).toBe(false);
  });
});
