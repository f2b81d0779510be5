import { expect, it, vi } from 'vitest';
import { silentLog } from '#main/observability/log';
import { createPanicKey, PANIC_ACCELERATOR } from '#shell/panicKey';

it('belongs to Cordboard only while a headset is open', () => {
  const shortcuts = { register: vi.fn(() => true), unregister: vi.fn() };
  const onPanic = vi.fn();
  const key = createPanicKey(shortcuts, onPanic, silentLog);
  key.watch(false);
  expect(shortcuts.register).not.toHaveBeenCalled();
  key.watch(true);
  key.watch(true);
  expect(shortcuts.register).toHaveBeenCalledExactlyOnceWith(PANIC_ACCELERATOR, onPanic);
  key.watch(false);
  expect(shortcuts.unregister).toHaveBeenCalledExactlyOnceWith(PANIC_ACCELERATOR);
});

it('says where another program has it, and asks again with the next headset', () => {
  const shortcuts = { register: vi.fn(() => false), unregister: vi.fn() };
  const key = createPanicKey(shortcuts, vi.fn(), silentLog);
  expect(key.watch(true)).toBe(false);
  key.watch(false);
  expect(shortcuts.unregister).not.toHaveBeenCalled();
  shortcuts.register.mockReturnValue(true);
  expect(key.watch(true)).toBe(true);
});
