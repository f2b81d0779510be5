/** PINs are short, so each guess must be slow, and the same PIN must not look the same twice. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Cost of a guess: about 0.1 s and 32 MB. It runs in a thread of libuv, so the calls do not wait
 * for it.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** What is kept of a PIN; both as hexadecimal digits. */
export type HashedPin = { readonly salt: string; readonly hash: string };

export async function hashPin(pin: string): Promise<HashedPin> {
  const salt = randomBytes(SALT_BYTES);
  return { salt: salt.toString('hex'), hash: (await derive(pin, salt)).toString('hex') };
}

export async function isPin(pin: string, { salt, hash }: HashedPin): Promise<boolean> {
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'));
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, COST, (error, key) => {
      if (error === null) {
        resolve(key);
      } else {
        reject(error);
      }
    });
  });
}
