import { beforeEach, expect, it, vi } from 'vitest';
import { PANIC_ACCELERATOR } from '#contract/panicAccelerator';
import { silentLog } from '#main/observability/log';
import { createPanicKey } from '#shell/panicKey';

const KEY = 'CommandOrControl+Shift+M';
const shortcuts = { register: vi.fn(() => true), unregister: vi.fn() };
const onPanic = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  shortcuts.register.mockReturnValue(true);
});

function aKey(accelerator: string | null = KEY) {
  const key = createPanicKey(shortcuts, onPanic, silentLog);
  key.choose(accelerator);
  return key;
}

it('belongs to Cordboard only while a headset is open', () => {
  const key = aKey();
  key.watch('headset', false);
  expect(shortcuts.register).not.toHaveBeenCalled();
  key.watch('headset', true);
  key.watch('headset', true);
  expect(shortcuts.register).toHaveBeenCalledExactlyOnceWith(KEY, onPanic);
  key.watch('headset', false);
  expect(shortcuts.unregister).toHaveBeenCalledExactlyOnceWith(KEY);
});

it('belongs to Cordboard for a test call too, until both are over', () => {
  const key = aKey();
  key.watch('testCall', true);
  key.watch('headset', true);
  key.watch('headset', false);
  expect(shortcuts.register).toHaveBeenCalledOnce();
  expect(shortcuts.unregister).not.toHaveBeenCalled();
  key.watch('testCall', false);
  expect(shortcuts.unregister).toHaveBeenCalledExactlyOnceWith(KEY);
});

it('says where another program has it, and asks again with the next headset', () => {
  const key = aKey();
  shortcuts.register.mockReturnValue(false);
  expect(key.watch('headset', true)).toBe(false);
  key.watch('headset', false);
  expect(shortcuts.unregister).not.toHaveBeenCalled();
  shortcuts.register.mockReturnValue(true);
  expect(key.watch('headset', true)).toBe(true);
});

it('is the one that was chosen, also of an open headset', () => {
  const key = aKey();
  key.watch('headset', true);
  expect(key.choose('F9')).toBe(true);
  expect(shortcuts.unregister).toHaveBeenCalledExactlyOnceWith(KEY);
  expect(shortcuts.register).toHaveBeenLastCalledWith('F9', onPanic);
  key.choose('F9');
  expect(shortcuts.register).toHaveBeenCalledTimes(2);
  expect(key.choose(null)).toBe(false);
  expect(shortcuts.unregister).toHaveBeenLastCalledWith('F9');
  expect(key.watch('headset', true)).toBe(false);
});

it('is never a key that other programs type with', () => {
  for (const taken of [KEY, 'CommandOrControl+K', 'F9', 'Shift+F1', 'CommandOrControl+F24']) {
    expect(PANIC_ACCELERATOR.test(taken), taken).toBe(true);
  }
  for (const left of [
    'M',
    'Shift+M',
    'Space',
    'F25',
    'CommandOrControl+C',
    'CommandOrControl+',
    'Alt+M',
  ]) {
    expect(PANIC_ACCELERATOR.test(left), left).toBe(false);
  }
});
