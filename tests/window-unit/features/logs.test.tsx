import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '#model/log';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
});

function aLine(seq: number, fields: Readonly<Record<string, unknown>> = {}): LogLine {
  const time = '2026-01-02T03:04:05.678Z';
  const line = { level: 'info', time, name: 'cordboard', msg: `line ${String(seq)}`, ...fields };
  return { seq, text: JSON.stringify(line) };
}

const LINES = [
  aLine(1),
  aLine(2, { level: 'error', msg: 'agent lost', callId: 'a1', kind: 'network' }),
];

async function openLog(lines: readonly LogLine[] = LINES): Promise<FakeBridge> {
  const bridge = await renderApp({ calls: [aCall({ id: 'a1' })] });
  bridge.logLines = lines;
  fireEvent.click(screen.getByRole('button', { name: 'Log' }));
  await settle();
  return bridge;
}
const log = () => within(screen.getByRole('log', { name: 'Log lines' }));
const shown = () => log().queryAllByRole('listitem').length;
const readings = (bridge: FakeBridge) => bridge.requests.filter(({ name }) => name === 'logs:tail');
async function wait(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

describe('the log view', () => {
  it('shows time, importance, call, message and fields of each line', async () => {
    await openLog();
    const row = log()
      .getByText(/agent lost/)
      .closest('li');
    expect(row?.textContent).toMatch(
      /\d\d:\d\d:05\.678 ERROR agent lost call a1 \{"kind":"network"\}/,
    );
    expect(shown()).toBe(2);
    expect(await axeFaults()).toEqual([]);
  });

  it('shows a text that is not a log line as it is', async () => {
    await openLog([{ seq: 1, text: 'broken' }]);
    expect(log().getByText('broken')).toBeTruthy();
  });

  it('follows new lines, asking only for those it has not', async () => {
    const bridge = await openLog();
    bridge.logLines = [...LINES, aLine(3)];
    await wait(1_100);
    expect(log().getByText('line 3')).toBeTruthy();
    expect(readings(bridge).at(-1)?.input).toMatchObject({ after: 2, limit: 2_000 });
    expect(shown()).toBe(3);
  });

  it('stands still when it is not followed', async () => {
    const bridge = await openLog();
    fireEvent.click(screen.getByLabelText('Follow new lines'));
    await settle();
    const before = readings(bridge).length;
    bridge.logLines = [...LINES, aLine(3)];
    await wait(5_000);
    expect(readings(bridge)).toHaveLength(before);
    expect(shown()).toBe(2);
  });

  it('asks anew with another importance or call', async () => {
    const bridge = await openLog();
    fireEvent.change(screen.getByLabelText('Show'), { target: { value: 'warn' } });
    await settle();
    expect(readings(bridge).at(-1)?.input).toMatchObject({ after: 0, level: 'warn', call: '' });
    fireEvent.change(screen.getByLabelText('Call'), { target: { value: 'a1' } });
    await settle();
    expect(readings(bridge).at(-1)?.input).toMatchObject({ after: 0, call: 'a1' });
    expect(shown()).toBe(1);
    fireEvent.change(screen.getByLabelText('Call'), { target: { value: 'nobody' } });
    await settle();
    expect(screen.getByText('No line fits these filters.')).toBeTruthy();
  });

  it('draws the newest lines first and older ones when they are asked for', async () => {
    await openLog(Array.from({ length: 700 }, (_, index) => aLine(index + 1)));
    expect(shown()).toBe(300);
    fireEvent.click(screen.getByRole('button', { name: 'Show 400 older lines' }));
    expect(shown()).toBe(600);
    expect(screen.getByLabelText<HTMLInputElement>('Follow new lines').checked).toBe(false);
  });

  it('says when the log cannot be read, keeps what it has and goes on', async () => {
    const bridge = await openLog();
    bridge.failNext('logs:tail', 'No answer.');
    await wait(1_100);
    expect(screen.getByRole('alert').textContent).toContain('No answer.');
    expect(shown()).toBe(2);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.queryByText(/could not be read/)).toBeNull();
  });

  it('stops asking when it is closed', async () => {
    const bridge = await openLog();
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    const before = readings(bridge).length;
    await wait(5_000);
    expect(readings(bridge)).toHaveLength(before);
  });
});

describe('Copy diagnostics', () => {
  it('says where the bundle is', async () => {
    await openLog();
    fireEvent.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
    await settle();
    expect(screen.getByText('Copied, and written to /data/diagnostics/x.json')).toBeTruthy();
  });

  it('says why there is none, and packs once however often it is pressed', async () => {
    const bridge = await openLog();
    bridge.failNext('app:diagnostics', 'Disk full.');
    const release = bridge.hold('app:diagnostics');
    fireEvent.click(screen.getByRole('button', { name: 'Copy diagnostics' }));
    fireEvent.click(screen.getByRole('button', { name: 'Packing…' }));
    release();
    await settle();
    expect(screen.getByText('Disk full.')).toBeTruthy();
    expect(bridge.sent.filter((name) => name === 'app:diagnostics')).toHaveLength(1);
  });
});
