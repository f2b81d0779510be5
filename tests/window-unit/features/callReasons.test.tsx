import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { EMPTY_METRICS } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import { aCall, anAlert, aNotice } from '#support/window/callFixtures';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const LOST = aNotice({ kind: 'media', severity: 'danger', phrase: phrase('media.lost') });
const ASKED = anAlert({ signal: 'asks-for-person', phrase: phrase('refused.not-ringing') });

/** An AI that spoke without a sound would be a reason too, some seconds later. */
const aQuietCall = (patch: Partial<Call>) => aCall({ agentState: 'listening', ...patch });
const open = (patch: Partial<Call>) => renderApp({ calls: [aQuietCall(patch)] });
const rows = () => within(list()).getAllByRole('listitem');
const list = () => screen.getByRole('list', { name: 'What calls for attention' });
const line = () => document.querySelector('.call-reasons');

describe('why a call needs somebody', () => {
  it('is the gravest reason in words, acknowledged beside it', async () => {
    const bridge = await open({ notices: [aNotice()], alerts: [ASKED] });
    act(() => {
      const call = aCall({ notices: [aNotice(), LOST], alerts: [ASKED] });
      bridge.emit({ type: 'callChanged', call });
    });
    expect(rows()).toHaveLength(1);
    expect(list().textContent).toContain('The audio connection to Asterisk was lost');
  });

  it('is not one that somebody has seen to, while there is another', async () => {
    const acknowledged = { by: 'window:ann', at: 2 };
    const seenTo = anAlert({ id: 'lost', signal: 'media', acknowledged });
    await open({ notices: [LOST], alerts: [seenTo, ASKED] });
    expect(rows()).toHaveLength(1);
    expect(within(list()).getByRole('button', { name: /^Acknowledge:/ })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '1 more' }));
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Only a ringing call'),
      expect.stringContaining('The audio connection to Asterisk was lost'),
    ]);
  });

  it('unfolds the others, and acknowledges all', async () => {
    const bridge = await open({ notices: [LOST], alerts: [ASKED, anAlert({ id: 'second' })] });
    fireEvent.click(screen.getByRole('button', { name: '2 more' }));
    expect(rows()).toHaveLength(3);
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Acknowledge all 2' }));
    await settle();
    expect(bridge.commands.map(({ kind }) => kind)).toEqual([
      'acknowledgeAlert',
      'acknowledgeAlert',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Fewer' }));
    expect(rows()).toHaveLength(1);
  });

  it('has its place before it comes, where unusual figures stand meanwhile', async () => {
    const metrics = { ...EMPTY_METRICS, playoutGaps: 1 };
    const bridge = await open({ metrics });
    const place = line();
    expect(place?.textContent).toBe('The caller heard a gap in an answer');
    act(() => {
      const call = aCall({ metrics, notices: [LOST], alerts: [] });
      bridge.emit({ type: 'callChanged', call });
    });
    expect(line()).toBe(place);
    expect(place?.textContent).not.toContain('gap');
    act(() => {
      bridge.emit({ type: 'callChanged', call: aCall() });
    });
    expect(line()).toBe(place);
    expect(place?.textContent).toBe('');
  });

  it('stands below the profile of the call and who called whom', async () => {
    await open({ profileName: 'Bookings', dialedNumber: '1000', direction: 'inbound' });
    const facts = document.querySelector('.call-facts');
    expect(facts?.textContent).toMatch(/^Profile Bookings · dialled 1000/);
  });
});

describe('another call that is selected', () => {
  it('takes over the detail with nothing of the call before', async () => {
    const calls = ['111', '222'].map((number) =>
      aQuietCall({
        ...{ id: `call-${number}`, callerNumber: number },
        ...{ notices: [LOST], alerts: [ASKED] },
      }),
    );
    await renderApp({ calls });
    const select = (number: string) => {
      fireEvent.click(screen.getByRole('row', { name: new RegExp(`^${number}`) }));
    };
    select('111');
    fireEvent.click(screen.getByRole('button', { name: '1 more' }));
    fireEvent.click(screen.getByRole('button', { name: /^More/ }));
    await settle();
    expect(screen.queryByRole('dialog')).not.toBeNull();
    for (const number of ['222', '111', '222']) {
      select(number);
    }
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getAllByRole('log')).toHaveLength(1);
    expect(rows()).toHaveLength(1);
    expect(useTimelineStore.getState().timeline?.callId).toBe('call-222');
    expect(document.querySelector('.call-header')?.textContent).toMatch(/^222/);
  });
});
