import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aProfile } from '#support/profiles';
import { aHit, aRecord, aRecordedCall } from '#support/window/historyFixtures';
import { openHistory, page, row, three } from '#support/window/historyScreen';
import { READ_LIMIT_MS } from '#window/bridge/timedRequest';
import { searchMore, useHistoryStore } from '#window/features/history/historyStore';
import { axeFaults, rowNumbers, settle } from '../../support/window/renderApp';

afterEach(() => {
  vi.useRealTimers();
});

const openId = () => {
  const { open } = useHistoryStore.getState();
  return open.state === 'none' ? null : open.callId;
};

/** Types into a field and lets the typing rest. */
async function type(field: HTMLElement, value: string): Promise<void> {
  vi.useFakeTimers();
  fireEvent.change(field, { target: { value } });
  await act(async () => {
    await vi.advanceTimersByTimeAsync(300);
  });
  vi.useRealTimers();
  await settle();
}

describe('the list of recorded calls', () => {
  it('shows what the record has, and says how many', async () => {
    await openHistory();
    expect(rowNumbers()).toEqual(['111', '222', '333']);
    expect(screen.getByText('3 calls')).toBeTruthy();
    expect(row(/^111/).getAttribute('aria-label')).toContain('3 minutes 12 seconds');
    expect(row(/^111/).textContent).toContain('caller hung up');
    expect(await axeFaults()).toEqual([]);
  });

  it('asks with every filter, once typing rests', async () => {
    const bridge = await openHistory(({ profiles }) => {
      const summary = { on: true, outcomes: ['sold', 'not sold'], fields: [] };
      profiles.list = { problem: null, profiles: [aProfile({ id: 'default', summary })] };
    });
    await type(screen.getByRole('textbox', { name: 'Number or name' }), '600');
    fireEvent.change(screen.getByLabelText('Outcome'), { target: { value: 'sold' } });
    fireEvent.change(screen.getByLabelText('Direction'), { target: { value: 'outbound' } });
    fireEvent.change(screen.getByLabelText('Profile'), { target: { value: 'default' } });
    fireEvent.change(screen.getByLabelText('State'), { target: { value: 'interrupted' } });
    fireEvent.change(screen.getByLabelText('Ended because'), { target: { value: 'shutdown' } });
    fireEvent.change(screen.getByLabelText('At least, seconds'), { target: { value: '30' } });
    fireEvent.change(screen.getByLabelText('Tag'), { target: { value: 'vip' } });
    const before = bridge.requests.length;
    await type(screen.getByRole('textbox', { name: 'Search what was said' }), 'refund');
    expect(bridge.requests.length).toBe(before + 1);
    expect(bridge.requests.at(-1)).toEqual({
      name: 'history:search',
      input: {
        query: {
          text: 'refund',
          caller: '600',
          direction: 'outbound',
          profileId: 'default',
          state: 'interrupted',
          endReason: 'shutdown',
          minDurationMs: 30_000,
          tag: ['vip'],
          outcome: 'sold',
        },
      },
    });
  });

  it('tells outgoing calls from incoming ones, and names the profile', async () => {
    await openHistory((bridge) => {
      const profile = { profileId: 'clinic', profileName: 'Clinic' };
      bridge.history.hits = [
        aHit({ id: 'rec-1', callerNumber: '111', callerName: 'Ana', ...profile }),
        aHit({ id: 'rec-2', callerNumber: '222', direction: 'outbound' }),
      ];
    });
    expect(row(/^111/).textContent).toContain('Ana · Clinic');
    expect(row(/^111/).getAttribute('aria-label')).not.toContain('Outgoing');
    expect(row(/^222/).getAttribute('aria-label')).toContain('Outgoing');
    expect(within(row(/^222/)).getByLabelText('Outgoing')).toBeTruthy();
  });

  it('marks the words that were found', async () => {
    await openHistory((bridge) => {
      bridge.history.hits = [
        {
          call: aRecordedCall(),
          excerpt: { turnId: 0, text: 'I want my money back.', marks: [[10, 15]] },
        },
      ];
    });
    const marks = row(/^\+34/).querySelectorAll('mark');
    expect([...marks].map((mark) => mark.textContent)).toEqual(['money']);
    expect(row(/^\+34/).textContent).toContain('I want my money back.');
  });

  it('never shows the answer to an older question', async () => {
    const bridge = await openHistory();
    bridge.history.search = ({ tag }) => ({
      hits: tag === 'slow' ? three : [aHit({ id: 'new', callerNumber: '999' })],
      next: null,
    });
    const field = screen.getByRole('textbox', { name: 'Tag' });
    const answerFirst = bridge.hold('history:search');
    await type(field, 'slow');
    const answerSecond = bridge.hold('history:search');
    await type(field, 'quick');
    answerSecond();
    await settle();
    expect(rowNumbers()).toEqual(['999']);
    answerFirst();
    await settle();
    expect(bridge.sent.filter((name) => name === 'history:search')).toHaveLength(3);
    expect(rowNumbers()).toEqual(['999']);
  });

  it('gets the next page where the list ends, without listing a call twice', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aHit({ id: `rec-${index}`, callerNumber: String(1000 + index) }),
    );
    const bridge = await openHistory((each) => {
      each.history.hits = many;
      each.history.pageSize = 50;
    });
    expect(screen.getByText('50 calls, more below')).toBeTruthy();
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('-1');
    // A call came in between the two pages: everything moved on by one.
    bridge.history.hits = [aHit({ id: 'fresh', callerNumber: '1' }), ...many];
    await act(() => searchMore());
    expect(bridge.requests.at(-1)).toEqual({
      name: 'history:search',
      input: { query: { cursor: '50' } },
    });
    expect(useHistoryStore.getState().results.hits).toHaveLength(60);
    expect(screen.getByText('60 calls')).toBeTruthy();
  });

  it('says why a search failed, and tries again', async () => {
    await openHistory((each) => {
      each.failNext('history:search', 'The record is locked.');
    });
    expect(screen.getByRole('alert').textContent).toContain('The record is locked.');
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(rowNumbers()).toHaveLength(3);
  });

  it('keeps what it has when a further page fails, and tries again', async () => {
    const bridge = await openHistory((each) => {
      each.history.hits = Array.from({ length: 60 }, (_, index) => aHit({ id: `rec-${index}` }));
    });
    bridge.failNext('history:search', 'The record is locked.');
    await act(() => searchMore());
    expect(screen.getByRole('alert').textContent).toContain('The record is locked.');
    expect(screen.getByText('50 calls, more below')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('60 calls')).toBeTruthy();
  });

  it('says what to do when nothing is recorded, and when nothing matches', async () => {
    const bridge = await openHistory((each) => {
      each.history.hits = [];
    });
    expect(screen.getByText(/No call has been recorded yet/)).toBeTruthy();
    await type(screen.getByRole('textbox', { name: 'Tag' }), 'none');
    expect(screen.getByText('No call matches the filters.')).toBeTruthy();
    bridge.history.hits = three;
    fireEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]!);
    await settle();
    expect(rowNumbers()).toHaveLength(3);
  });

  it('says that no calls can match when the days are the wrong way round', async () => {
    await openHistory();
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-22' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-20' } });
    expect(screen.getByRole('alert').textContent).toContain('no call can match');
  });

  it('gives up waiting for a program that does not answer', async () => {
    const bridge = await openHistory();
    vi.useFakeTimers();
    bridge.hold('history:search');
    fireEvent.click(screen.getByRole('button', { name: 'Search again' }));
    await act(async () => {
      await vi.advanceTimersByTimeAsync(READ_LIMIT_MS + 1);
    });
    expect(screen.getByRole('alert').textContent).toContain('did not answer in time');
  });
});

describe('the page of a recorded call', () => {
  it('opens by click and shows what was said as the live screen does', async () => {
    await openHistory();
    expect(within(page()).getByText(/Choose a call/)).toBeTruthy();
    fireEvent.click(row(/^222/));
    await settle();
    expect(within(page()).getByRole('heading', { name: '222' })).toBeTruthy();
    expect(within(page()).getByText('I want my money back.')).toBeTruthy();
    expect(
      within(page())
        .getByText(/is on its way to you/)
        .closest('s'),
    ).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('moves with the arrows, and reads only the call one stops at', async () => {
    const bridge = await openHistory();
    row(/^111/).focus();
    fireEvent.keyDown(row(/^111/), { key: 'ArrowDown' });
    await settle();
    expect(openId()).toBe('rec-111');
    const release = bridge.hold('history:call');
    fireEvent.keyDown(row(/^111/), { key: 'j' });
    expect(document.activeElement).toBe(row(/^222/));
    fireEvent.keyDown(row(/^222/), { key: 'End' });
    fireEvent.keyDown(row(/^333/), { key: 'ArrowUp' });
    fireEvent.keyDown(row(/^222/), { key: 'ArrowDown' });
    release();
    await settle();
    await settle();
    const read = bridge.requests.filter((each) => each.name === 'history:call');
    expect(read.map((each) => each.input)).toEqual([
      { callId: 'rec-111' },
      { callId: 'rec-222' },
      { callId: 'rec-333' },
    ]);
    expect(within(page()).getByRole('heading', { name: '333' })).toBeTruthy();
    expect(screen.getAllByRole('row').filter((each) => each.tabIndex === 0)).toHaveLength(1);
  });

  it('shows the turn the words stand in', async () => {
    await openHistory((bridge) => {
      bridge.history.hits = [
        { call: aRecordedCall(), excerpt: { turnId: 1, text: 'the refund', marks: [[4, 10]] } },
      ];
      bridge.history.records = { 'rec-1': aRecord() };
      bridge.history.callHits = [{ turnId: 1, marks: [[15, 21]] }];
    });
    useHistoryStore.setState(({ filters }) => ({ filters: { ...filters, text: 'refund' } }));
    fireEvent.click(row(/^\+34/));
    await settle();
    expect(page().querySelector('mark')?.textContent).toBe('refund');
    const found = page().querySelector('.turn-hit');
    expect(found?.getAttribute('data-turn-id')).toBe('1');
    expect(found?.textContent).toContain('Found here:');
  });

  it('shows events and figures in tabs', async () => {
    await openHistory();
    fireEvent.click(row(/^111/));
    await settle();
    fireEvent.mouseDown(screen.getByRole('tab', { name: /Events/ }));
    expect(screen.getByText('Interruptions: 1.')).toBeTruthy();
    fireEvent.mouseDown(screen.getByRole('tab', { name: 'Figures' }));
    expect(screen.getByText('Interruptions')).toBeTruthy();
    expect(await axeFaults()).toEqual([]);
  });

  it('says of an interrupted call what happened to it', async () => {
    await openHistory((bridge) => {
      const call = aRecordedCall({ state: 'interrupted', endReason: null, endedAt: null });
      bridge.history.hits = [{ call, excerpt: null }];
      bridge.history.records = { 'rec-1': aRecord({ call }) };
    });
    fireEvent.click(row(/interrupted/i));
    await settle();
    expect(within(page()).getByText(/ended in the middle of this call/)).toBeTruthy();
  });

  it('says by what means it ran, and who acted in it', async () => {
    await openHistory((bridge) => {
      const call = aRecordedCall({ model: 'gemini-x', actors: ['window:ann', 'api:crm'] });
      bridge.history.records = { 'rec-111': aRecord({ call }) };
    });
    fireEvent.click(row(/^111/));
    await settle();
    expect(
      within(page()).getByText(
        'Profile Default · gemini-x · WebSocket to Asterisk · Acted: ann, crm (API)',
      ),
    ).toBeTruthy();
  });

  it('says whether the caller heard that they talk with an AI', async () => {
    await openHistory((bridge) => {
      const call = aRecordedCall({ disclosure: 'cut' });
      bridge.history.hits = [{ call, excerpt: null }];
      bridge.history.records = { 'rec-1': aRecord({ call }) };
    });
    fireEvent.click(row(/600 111 222/));
    await settle();
    expect(within(page()).getByText(/AI disclosure cut short/)).toBeTruthy();
  });

  it('says why a call cannot be read, and tries again', async () => {
    const bridge = await openHistory((each) => {
      each.failNext('history:call', 'The record is locked.');
    });
    fireEvent.click(row(/^111/));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('The record is locked.');
    fireEvent.click(within(page()).getByRole('button', { name: 'Try again' }));
    await settle();
    expect(within(page()).getByRole('heading', { name: '111' })).toBeTruthy();
    expect(bridge.sent.filter((name) => name === 'history:call')).toHaveLength(2);
  });

  it('plays its recordings, and says so when one is gone', async () => {
    await openHistory((bridge) => {
      const recordings = [{ path: 'recordings/a.wav', startMs: 0, durationMs: 65_000, bytes: 4 }];
      const call = aRecordedCall({ id: 'rec-111' });
      bridge.history.records = { 'rec-111': aRecord({ call, recordings }) };
    });
    fireEvent.click(row(/^111/));
    await settle();
    const player = page().querySelector('audio');
    expect(player?.getAttribute('src')).toBe('console://app/recordings/rec-111/0');
    expect(player?.controls).toBe(false);
    expect(within(page()).getByRole('slider', { name: 'Recording, 01:05' })).toBeTruthy();
    fireEvent.error(player!);
    expect(within(page()).getByRole('alert').textContent).toContain('cannot be played');
  });
});
