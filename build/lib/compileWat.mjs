import wabtReady from 'wabt';

/**
 * Compiles WebAssembly text. Throws what the compiler says of a fault.
 *
 * @param {string} text
 * @returns {Promise<Buffer>}
 */
export async function compileWat(text) {
  const wabt = await wabtReady();
  const module = wabt.parseWat('convert.wat', text, { simd: true });
  try {
    module.validate();
    return Buffer.from(module.toBinary({}).buffer);
  } finally {
    module.destroy();
  }
}
