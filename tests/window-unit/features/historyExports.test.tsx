import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { aRecord } from '#support/window/historyFixtures';
import { openHistory, row, three } from '#support/window/historyScreen';
import { parseCallTime } from '#window/features/history/exports/excerptTimes';
import { axeFaults, settle } from '../../support/window/renderApp';

afterEach(() => {
  vi.useRealTimers();
});

const bar = () => screen.queryByRole('group', { name: 'Checked calls' });
const box = (name: RegExp) => within(row(name)).getByRole('checkbox');

async function choose(item: string, part: HTMLElement): Promise<void> {
  fireEvent.keyDown(within(part).getByRole('button', { name: 'Export' }), { key: 'Enter' });
  fireEvent.click(screen.getByRole('menuitem', { name: item }));
  await settle();
}

describe('checking calls that were found', () => {
  it('is done by the mouse without opening the call, and by Space', async () => {
    const bridge = await openHistory();
    expect(bar()).toBeNull();
    fireEvent.click(box(/^111/));
    expect(bridge.sent).not.toContain('history:call');
    expect(bar()?.textContent).toContain('1 checked');
    fireEvent.keyDown(row(/^222/), { key: ' ' });
    expect(bar()?.textContent).toContain('2 checked');
    expect(row(/^checked, 222/)).toBeTruthy();
    fireEvent.keyDown(row(/^checked, 222/), { key: ' ' });
    expect(bar()?.textContent).toContain('1 checked');
    fireEvent.click(screen.getByRole('button', { name: 'Uncheck all' }));
    expect(bar()).toBeNull();
    expect(await axeFaults()).toEqual([]);
  });

  it('takes all that the filters find, also those whose rows were not read yet', async () => {
    const bridge = await openHistory(({ history }) => {
      history.pageSize = 1;
    });
    fireEvent.click(screen.getByRole('button', { name: 'Check all found' }));
    await settle();
    expect(bar()?.textContent).toContain('3 checked');
    expect(bridge.sent).toContain('history:find');
    expect(await axeFaults()).toEqual([]);
  });
});

describe('exports without the role for them', () => {
  it('say so at their buttons', async () => {
    const bridge = await openHistory();
    fireEvent.click(row(/^111/));
    await settle();
    fireEvent.click(box(/^222/));
    act(() => {
      bridge.tellStation({
        ...bridge.station,
        station: { state: 'open', operator: { name: 'Bob', role: 'supervisor' } },
      });
    });
    await settle();
    const buttons = screen.getAllByRole('button', { name: 'Export' });
    expect(buttons.map((button) => button.getAttribute('aria-description'))).toEqual([
      'Needs the role admin.',
      'Needs the role admin.',
    ]);
  });
});

describe('exporting checked calls', () => {
  const checkTwo = async (prepare?: Parameters<typeof openHistory>[0]) => {
    const bridge = await openHistory(prepare);
    fireEvent.click(box(/^111/));
    fireEvent.click(box(/^222/));
    return bridge;
  };

  it('writes a table of them', async () => {
    const bridge = await checkTwo();
    await choose('Table (CSV)', bar()!);
    expect(bridge.requests.at(-1)).toEqual({
      name: 'history:exportList',
      input: { callIds: ['rec-111', 'rec-222'] },
    });
    expect(screen.getByText('Saved as /home/ana/call.txt.')).toBeTruthy();
  });

  it('seals a folder, and shows the seal', async () => {
    const bridge = await checkTwo(({ history }) => {
      history.folder = { seal: 'c0ffee' };
    });
    await choose('Sealed folder that can be checked later', bar()!);
    expect(bridge.requests.at(-1)).toEqual({
      name: 'exports:folder',
      input: { callIds: ['rec-111', 'rec-222'], format: 'sealed' },
    });
    expect(screen.getByText(/2 calls were written to \/home\/ana\/calls\..*c0ffee/)).toBeTruthy();
  });

  it('names the calls that could not be written', async () => {
    await checkTwo(({ history }) => {
      history.folder = {
        calls: 1,
        failed: [{ callId: 'rec-111', phrase: phrase('history.not-recorded') }],
      };
    });
    await choose('Recordings (WAV)', bar()!);
    expect(screen.getByRole('alert').textContent).toBe(
      '1 call was written to /home/ana/calls. Call rec-111: This call was not recorded, or its recording was deleted.',
    );
  });

  it('says nothing when the dialog is cancelled', async () => {
    await checkTwo(({ history }) => {
      history.folder = null;
    });
    await choose('Recordings (WAV)', bar()!);
    expect(screen.queryByText(/written/)).toBeNull();
  });

  it('shows how far it is, and is called off', async () => {
    const bridge = await checkTwo(({ history }) => {
      history.progress = { done: 1, total: 2 };
    });
    const release = bridge.hold('exports:folder');
    await choose('Recordings (WAV)', bar()!);
    await settle();
    const strip = screen.getByRole('group', { name: 'Export under way' });
    expect(strip.textContent).toContain('1 of 2 calls');
    expect(within(bar()!).getByRole('button', { name: 'Export' })).toHaveProperty('disabled', true);
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(within(strip).getByRole('button', { name: 'Cancel export' }));
    await settle();
    expect(bridge.sent).toContain('exports:cancel');
    expect(within(strip).getByRole('button')).toHaveProperty('disabled', true);
    await act(async () => {
      release();
      await Promise.resolve();
    });
    await settle();
    expect(screen.queryByRole('group', { name: 'Export under way' })).toBeNull();
  });

  it('writes all that was found to a table by its button', async () => {
    const bridge = await openHistory();
    fireEvent.click(
      screen.getByRole('button', { name: 'Export the calls found as a table (CSV)' }),
    );
    await settle();
    expect(bridge.requests.at(-1)).toEqual({ name: 'history:exportList', input: { query: {} } });
    expect(screen.getByText('Saved as /home/ana/call.txt.')).toBeTruthy();
  });
});

describe('exporting the recording of a call', () => {
  const openRecorded = async (prepare?: Parameters<typeof openHistory>[0]) => {
    const recordings = [{ path: 'a.wav', startMs: 500, durationMs: 60_000, bytes: 1 }];
    const bridge = await openHistory((prepared) => {
      const [first] = three;
      if (first !== undefined) {
        prepared.history.records = { 'rec-111': aRecord({ call: first.call, recordings }) };
      }
      prepare?.(prepared);
    });
    fireEvent.click(row(/^111/));
    await settle();
    return bridge;
  };

  it('writes the whole of it', async () => {
    const bridge = await openRecorded();
    await choose('Recording (WAV)', screen.getByRole('region', { name: 'Recorded call' }));
    expect(bridge.requests).toContainEqual({
      name: 'exports:recording',
      input: { callId: 'rec-111', index: 0, excerpt: null },
    });
  });

  it('writes a part of it, once the times make sense', async () => {
    const bridge = await openRecorded();
    await choose(
      'Part of the recording (WAV)…',
      screen.getByRole('region', { name: 'Recorded call' }),
    );
    const dialog = screen.getByRole('dialog', { name: 'Part of the recording' });
    const from = within(dialog).getByRole('textbox', { name: 'From' });
    const to = within(dialog).getByRole('textbox', { name: 'To' });
    expect([from, to].map((field) => (field as HTMLInputElement).value)).toEqual([
      '00:00.5',
      '01:00.5',
    ]);
    fireEvent.change(from, { target: { value: '0:50' } });
    fireEvent.change(to, { target: { value: '0:40' } });
    expect(within(dialog).getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
    expect(await axeFaults()).toEqual([]);
    fireEvent.change(to, { target: { value: '55.5' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await settle();
    expect(bridge.requests).toContainEqual({
      name: 'exports:recording',
      input: { callId: 'rec-111', index: 0, excerpt: { fromMs: 50_000, toMs: 55_500 } },
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('refuses a part that reaches into another recording, and says where it has to end', async () => {
    const recordings = [
      { path: 'a.wav', startMs: 500, durationMs: 10_040, bytes: 1 },
      { path: 'b.wav', startMs: 10_540, durationMs: 5_000, bytes: 1 },
    ];
    const bridge = await openRecorded(({ history }) => {
      history.records = { 'rec-111': aRecord({ call: three[0]!.call, recordings }) };
    });
    await choose(
      'Part of the recording (WAV)…',
      screen.getByRole('region', { name: 'Recorded call' }),
    );
    const dialog = screen.getByRole('dialog', { name: 'Part of the recording' });
    const save = within(dialog).getByRole('button', { name: 'Save' });
    const to = within(dialog).getByRole('textbox', { name: 'To' });
    fireEvent.change(to, { target: { value: '0:12' } });
    expect(save).toHaveProperty('disabled', true);
    expect(within(dialog).getByText(/Let it end at 00:10\.5 or earlier/)).toBeTruthy();
    // The beginning of the second one, as the fields write it.
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'From' }), {
      target: { value: '0:10.5' },
    });
    fireEvent.click(save);
    await settle();
    expect(bridge.requests.at(-1)).toEqual({
      name: 'exports:recording',
      input: { callId: 'rec-111', index: 1, excerpt: { fromMs: 10_500, toMs: 12_000 } },
    });
  });

  it.each([
    ['75', 75_000],
    ['1:15', 75_000],
    ['1:02:03.5', 3_723_500],
    ['0,5', 500],
    ['', null],
    ['1:', null],
    ['soon', null],
    ['-5', null],
  ])('understands %j as a time', (typed, ms) => {
    expect(parseCallTime(typed)).toBe(ms);
  });
});
