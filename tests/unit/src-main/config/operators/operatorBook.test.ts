import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OperatorBook } from '#main/config/operators/operatorBook';
import { hashPin, isPin } from '#main/config/operators/pin';
import { done } from '#main/util/result';

const ANN = { name: 'Ann', role: 'admin', pin: '2468' } as const;

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-operators-'));
  file = join(folder, 'operators.json');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a PIN', () => {
  it('is known again, and looks different each time it is kept', async () => {
    const [first, second] = [await hashPin('2468'), await hashPin('2468')];
    expect(await isPin('2468', first)).toBe(true);
    expect(await isPin('2469', first)).toBe(false);
    expect(first.hash).not.toBe(second.hash);
    expect(JSON.stringify(first)).not.toContain('2468');
  });
});

describe('the operators of a machine', () => {
  it('are none until somebody adds one', async () => {
    const book = await OperatorBook.load(file);
    expect([book.list, book.problem]).toEqual([[], null]);
  });

  it('are kept in a file that only its owner can read, without their PINs', async () => {
    const book = await OperatorBook.load(file);
    expect(await book.save(ANN)).toEqual(done);
    expect(await book.save({ name: 'Bob', role: 'viewer', pin: '1357' })).toEqual(done);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toMatch(/2468|1357/);
    const again = await OperatorBook.load(file);
    expect(again.list).toEqual([
      { name: 'Ann', role: 'admin' },
      { name: 'Bob', role: 'viewer' },
    ]);
    expect(await again.check('Ann', '2468')).toEqual(done);
    expect(await again.check('Ann', '1357')).toMatchObject({ error: { kind: 'auth' } });
    expect(await again.check('Eve', '1357')).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('keep their PIN when only their role changes', async () => {
    const book = await OperatorBook.load(file);
    const changed = vi.fn();
    book.onChanged(changed);
    await book.save(ANN);
    await book.save({ name: 'Bob', role: 'viewer', pin: '1357' });
    await book.save({ name: 'Bob', role: 'lead', pin: null });
    expect(await book.check('Bob', '1357')).toEqual(done);
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('always have an admin, and each a PIN', async () => {
    const book = await OperatorBook.load(file);
    const code = (said: string) => ({ error: { phrase: { code: said } } });
    expect(await book.save({ ...ANN, role: 'lead' })).toMatchObject(code('operator.last-admin'));
    expect(await book.save({ ...ANN, pin: null })).toMatchObject(code('operator.needs-pin'));
    await book.save(ANN);
    await book.save({ name: 'Bob', role: 'viewer', pin: '1357' });
    expect(await book.remove('Ann')).toMatchObject(code('operator.last-admin'));
    expect(await book.remove('Eve')).toMatchObject(code('operator.unknown'));
    expect(await book.remove('Bob')).toEqual(done);
    expect(await book.remove('Ann')).toEqual(done);
    expect(book.list).toEqual([]);
  });

  it('make everybody wait after five wrong PINs at the same time, the right one too', async () => {
    const book = await OperatorBook.load(file, () => 0);
    await book.save(ANN);
    await Promise.all(Array.from({ length: 5 }, () => book.check('Ann', '0000')));
    expect(await book.check('Ann', '2468')).toMatchObject({
      error: { phrase: { code: 'operator.wait', params: { seconds: 30 } } },
    });
  });

  it.each([
    ['damaged', '{"operators": [{"name": "Ann"}]}', 0o600, 'operators.unreadable'],
    ['open to others', '{"operators": []}', 0o644, 'operators.open-to-others'],
  ])('are nobody when the file is %s, and it says so', async (_what, content, mode, code) => {
    await writeFile(file, content);
    await chmod(file, mode);
    const book = await OperatorBook.load(file);
    expect([book.list, book.problem?.code]).toEqual([[], code]);
  });
});
