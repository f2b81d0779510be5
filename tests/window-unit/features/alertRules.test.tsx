import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  type AlertRules,
  type AlertTrial,
  DEFAULT_ALERT_RULES,
  type KeywordRule,
} from '#model/alertRules';
import { saying } from '#support/phrases';
import { aSetting } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { useHistoryStore } from '#window/features/history/historyStore';
import { useNavStore } from '#window/state/navStore';
import { openDialog } from '#window/state/uiStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const REFUND: KeywordRule = {
  ...{ name: 'Refund', language: 'en', of: 'caller', phrases: ['refund*'] },
  ...{ severity: 'danger', sound: true, coolDownSeconds: 60 },
};

async function openRules(rules: Partial<AlertRules> = {}): Promise<FakeBridge> {
  const bridge = await renderApp();
  bridge.alertRules = { ...DEFAULT_ALERT_RULES, ...rules };
  act(() => {
    openDialog({ name: 'alertRules' });
  });
  await settle();
  return bridge;
}

const signal = (name: string) => within(screen.getByRole('group', { name }));
const page = (name: RegExp) => {
  const tab = screen.getByRole('tab', { name });
  fireEvent.mouseDown(tab);
  fireEvent.click(tab);
};
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const last = (bridge: FakeBridge, name: string) =>
  bridge.requests.findLast((sent) => sent.name === name)?.input;

describe('the way to the rules for alerts', () => {
  it('leads from their group of the settings', async () => {
    const bridge = await renderApp();
    bridge.settings = [aSetting({ name: 'WATCHDOG_CALLER_SILENT', group: 'watchdogs' })];
    act(() => {
      openDialog({ name: 'settings' });
    });
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Edit the alert rules' }));
    await settle();
    expect(screen.getByRole('dialog', { name: 'Alert rules' })).toBeTruthy();
  });

  it('says why they could not be read, and reads them again', async () => {
    const bridge = await renderApp();
    bridge.failNext('alertRules:read', 'The channel is closed.');
    act(() => {
      openDialog({ name: 'alertRules' });
    });
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('The channel is closed.');
    expect(screen.getByRole('button', { name: 'Close' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await settle();
    expect(screen.getByRole('group', { name: 'Slow answer' })).toBeTruthy();
  });
});

describe('the rules for alerts', () => {
  it.each([/^Signals/, /^Trouble/, /^Words for a person/, /^Keywords/, /^What changed/])(
    'have no fault of access on the page %s',
    async (name) => {
      await openRules({ keywords: [REFUND], personWords: [] });
      page(name);
      expect(await axeFaults()).toEqual([]);
    },
  );

  it('say what each signal is, in its unit, and which cannot be tried', async () => {
    await openRules();
    const silence = signal('Both silent');
    expect(silence.getByText('Nobody is heard, although both could speak.')).toBeTruthy();
    expect(silence.getByLabelText<HTMLInputElement>('Warning from').value).toBe('15');
    expect(silence.getAllByText('seconds').length).toBe(3);
    expect(silence.getByText('Cannot be tried')).toBeTruthy();
    expect(signal('Interruptions').queryByText('Cannot be tried')).toBeNull();
  });

  it('are checked while they are typed, and show the first mistake instead of being saved', async () => {
    const bridge = await openRules();
    type(signal('Slow answer').getByLabelText(/^Danger from/), '1');
    expect(await screen.findByText('Must not be below the threshold of the warning.')).toBeTruthy();
    const field = signal('Slow answer').getByLabelText(/^Danger from/);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('1 field must be corrected')).toBeTruthy();
    bridge.alertRulesSaved = {
      state: 'invalid',
      problems: [
        { path: 'signals.slow-answer.dangerAt', phrase: saying('must not be below the warning.') },
      ],
    };
    page(/^Keywords/);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await settle();
    expect(document.activeElement).toBe(signal('Slow answer').getByLabelText(/^Danger from/));
  });

  it('say what changed before it is saved', async () => {
    const bridge = await openRules({ keywords: [REFUND] });
    type(signal('Both silent').getByLabelText('Warning from'), '20');
    fireEvent.click(signal('Failing tools').getByLabelText('With sound'));
    page(/^Keywords/);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Refund' }));
    page(/^What changed/);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining([
        'Both silent: warning from 20 seconds, was 15 seconds',
        'Failing tools: without sound',
        'Keyword rule removed: Refund',
      ]),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await settle();
    expect(last(bridge, 'alertRules:save')).toMatchObject({
      rules: {
        signals: { 'both-silent': { warnAt: 20 }, 'tool-errors': { sound: false } },
        keywords: [],
      },
    });
    expect(screen.getByText('Saved. All calls follow the new rules.')).toBeTruthy();
  });

  it('say of each trouble whether and how soon again it is heard', async () => {
    const bridge = await openRules();
    page(/^Trouble/);
    const soundless = signal('The AI makes no sound');
    fireEvent.click(soundless.getByRole('checkbox'));
    type(signal('The audio of the line is lost').getByLabelText('Not heard again within'), '300');
    expect(screen.queryByRole('group', { name: 'The AI says goodbye' })).toBeNull();
    page(/^What changed/);
    expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      'The AI makes no sound: without sound',
      'The audio of the line is lost: not heard again within 300 seconds, was 60',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await settle();
    expect(last(bridge, 'alertRules:save')).toMatchObject({
      rules: {
        trouble: {
          'agent-soundless': { sound: false, coolDownSeconds: 60 },
          media: { sound: true, coolDownSeconds: 300 },
        },
      },
    });
  });

  it('take a keyword rule with its phrases and its language', async () => {
    const bridge = await openRules();
    page(/^Keywords/);
    fireEvent.click(screen.getByRole('button', { name: 'Add a keyword rule' }));
    const rule = signal('New keyword rule');
    type(rule.getByLabelText('Name'), 'Lawyer');
    type(signal('Lawyer').getByLabelText('Language'), 'de');
    type(signal('Lawyer').getByLabelText('Words and phrases'), 'anwalt*\nklage * einreichen');
    type(signal('Lawyer').getByLabelText('Severity'), 'danger');
    fireEvent.keyDown(signal('Lawyer').getByLabelText('Name'), { key: 's', ctrlKey: true });
    await settle();
    expect(last(bridge, 'alertRules:save')).toMatchObject({
      rules: {
        keywords: [
          {
            name: 'Lawyer',
            language: 'de',
            of: 'caller',
            phrases: ['anwalt*', 'klage * einreichen'],
            severity: 'danger',
            sound: true,
            coolDownSeconds: 60,
          },
        ],
      },
    });
  });

  it('keep a draft while the supervisor looks at a call, and give it up when told to', async () => {
    await openRules();
    type(signal('Both silent').getByLabelText('Warning from'), '20');
    act(() => {
      openDialog({ name: 'none' });
    });
    act(() => {
      openDialog({ name: 'alertRules' });
    });
    await settle();
    const field = () => signal('Both silent').getByLabelText<HTMLInputElement>('Warning from');
    expect(field().value).toBe('20');
    fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(field().value).toBe('15');
  });
});

describe('a trial on the record', () => {
  const trial: AlertTrial = {
    ...{ days: 30, calls: 120, cut: true, alerts: 14 },
    counts: [
      { signal: 'asks-for-person', topic: '', times: 12 },
      { signal: 'keyword', topic: 'Refund', times: 2 },
    ],
    found: [
      {
        ...{ callId: 'old-1', startedAt: 5, callerNumber: '111', callerName: 'Ana' },
        profileName: 'Sales',
        alerts: [
          {
            ...{ signal: 'asks-for-person', topic: '', severity: 'warn', atMs: 61_000 },
            ...{ turnId: 3, phrase: saying('The caller asks for a person.') },
          },
        ],
      },
    ],
  };

  it('says how often the draft would have alerted, where, and leads to the call', async () => {
    const bridge = await openRules();
    bridge.alertsTried = { state: 'tried', trial };
    type(signal('Asks for a person').getByLabelText('Warning from'), '2');
    page(/^Try/);
    fireEvent.click(screen.getByRole('radio', { name: 'Last 30 days' }));
    fireEvent.click(screen.getByRole('button', { name: 'Try on the record' }));
    await settle();
    expect(last(bridge, 'alertRules:try')).toMatchObject({
      days: 30,
      rules: { signals: { 'asks-for-person': { warnAt: 2 } } },
    });
    expect(
      screen.getByText('Last 30 days: would have alerted 14 times in 120 calls.'),
    ).toBeTruthy();
    expect(screen.getByText(/Both silent, Raised voice, Lost audio/)).toBeTruthy();
    expect(screen.getByRole('list', { name: 'By signal' }).textContent).toBe(
      'Asks for a person 12 timesKeyword: Refund 2 times',
    );
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Ana' }));
    await settle();
    expect(useNavStore.getState().screen).toBe('history');
    expect(useHistoryStore.getState().open).toMatchObject({ callId: 'old-1' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says why it was refused', async () => {
    const bridge = await openRules();
    bridge.failNext('alertRules:try', 'No record is kept.');
    page(/^Try/);
    fireEvent.click(screen.getByRole('button', { name: 'Try on the record' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('No record is kept.');
  });
});
