import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '#model/call';
import type { Question } from '#model/question';
import { anApproval, aQuestion } from '#support/questions';
import { aCall } from '#support/window/callFixtures';
import type { FakeBridge } from '#support/window/fakeBridge';
import { cuePlayer } from '#window/features/alerts/cues';
import { useNavStore } from '#window/state/navStore';
import { axeFaults, renderApp, settle } from '../../support/window/renderApp';

const inTime = () => ({ askedAt: Date.now(), deadline: Date.now() + 42_500 });
const asking = (patch: Partial<Call> = {}): Call =>
  aCall({ questions: [aQuestion(inTime())], ...patch });
const approving = (): Call => aCall({ questions: [anApproval(inTime())] });

const list = () => screen.getByRole('list', { name: 'Questions of the AI' });
const field = (name: string) => within(list()).getByRole<HTMLInputElement>('textbox', { name });
const button = (name: string) => within(list()).getByRole('button', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const key = (pressed: string) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: pressed });

function change(bridge: FakeBridge, call: Call): void {
  act(() => {
    bridge.emit({ type: 'callChanged', call });
  });
}

beforeEach(() => {
  vi.spyOn(cuePlayer, 'play').mockReturnValue();
});

afterEach(() => {
  document.documentElement.dataset['theme'] = 'dark';
});

describe('a question on a call', () => {
  it.each(['dark', 'light'])(
    'says what is asked and what is left to answer it (%s)',
    async (theme) => {
      await renderApp({ calls: [asking()] });
      document.documentElement.dataset['theme'] = theme;
      expect(list().textContent).toContain('May I give 10 % off?');
      expect(list().textContent).toContain('Without an answer: I offer a call back.');
      expect(within(list()).getByRole('timer').textContent).toMatch(/^0?0:4[12]$/);
      expect(await axeFaults()).toEqual([]);
    },
  );

  it('is answered in one line', async () => {
    const bridge = await renderApp({ calls: [asking()] });
    fireEvent.click(button('Answer'));
    expect(bridge.commands).toEqual([]);
    type('Answer', '  Yes. ');
    fireEvent.submit(field('Answer'));
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'answerQuestion', questionId: 'question-1', text: 'Yes.' },
    ]);
  });

  it('marks its row, and takes no focus by itself', async () => {
    const bridge = await renderApp({ calls: [aCall()] });
    const search = document.getElementById('call-search');
    search?.focus();
    expect(document.activeElement).toBe(search);
    change(bridge, asking());
    expect(document.activeElement).toBe(search);
    expect(screen.getByRole('row', { name: /asks you/ })).toBeTruthy();
  });

  it('leaves the focus on the call when it closes under it', async () => {
    const bridge = await renderApp({ calls: [asking()] });
    field('Answer').focus();
    change(bridge, aCall());
    expect(screen.queryByRole('list', { name: 'Questions of the AI' })).toBeNull();
    expect(document.activeElement).toBe(document.getElementById('call-detail'));
  });

  it('keeps what is typed when another question comes', async () => {
    const bridge = await renderApp({ calls: [asking()] });
    type('Answer', 'Yes, bec');
    const questions: Question[] = [aQuestion(inTime()), anApproval(inTime())];
    change(bridge, aCall({ questions }));
    expect(field('Answer').value).toBe('Yes, bec');
    expect(within(list()).getAllByRole('listitem')).toHaveLength(2);
  });
});

describe('a tool that waits for approval', () => {
  it('shows what it would do, and is approved', async () => {
    const bridge = await renderApp({ calls: [approving()] });
    expect(list().textContent).toContain('May the AI use book?');
    expect(list().textContent).toContain('{"day":"2026-12-01"}');
    expect(await axeFaults()).toEqual([]);
    fireEvent.click(button('Yes'));
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'approveTool', questionId: 'approval-1', args: null },
    ]);
  });

  it('is refused, with a reason', async () => {
    const bridge = await renderApp({ calls: [approving()] });
    type('Reason for a no', 'Closed that day.');
    fireEvent.submit(field('Reason for a no'));
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'rejectTool', questionId: 'approval-1', reason: 'Closed that day.' },
    ]);
  });

  it('is approved with other arguments, once they are an object', async () => {
    const bridge = await renderApp({ calls: [approving()] });
    fireEvent.click(button('Change'));
    const args = field('Arguments, as JSON');
    expect(document.activeElement).toBe(args);
    type('Arguments, as JSON', '{"day":');
    fireEvent.submit(args);
    expect(list().textContent).toContain('This is not a JSON object.');
    expect(bridge.commands).toEqual([]);
    expect(await axeFaults()).toEqual([]);
    type('Arguments, as JSON', '{"day":"2026-12-02"}');
    fireEvent.submit(args);
    await settle();
    expect(bridge.commands).toEqual([
      { kind: 'approveTool', questionId: 'approval-1', args: { day: '2026-12-02' } },
    ]);
  });

  it('shows why the tool does not take them, and the way back', async () => {
    const bridge = await renderApp({ calls: [approving()] });
    fireEvent.click(button('Change'));
    bridge.failNext('calls:command', 'day: Invalid ISO date');
    fireEvent.click(button('Yes, with these'));
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Invalid ISO date');
    fireEvent.click(button('Back'));
    expect(document.activeElement).toBe(field('Reason for a no'));
  });
});

describe('the counter of questions', () => {
  const OTHER = { id: 'call-2', meterId: 2, callerNumber: '+34 600 999 888' };
  const two = (): Call[] => [
    asking(),
    aCall({ ...OTHER, questions: [anApproval({ ...inTime(), askedAt: Date.now() + 5 })] }),
  ];
  const counter = () => screen.getByRole('button', { name: /question/ });

  it('counts those of all calls, and is not there without any', async () => {
    const bridge = await renderApp({ calls: two() });
    expect(counter().textContent).toBe('2 questions');
    change(bridge, aCall());
    expect(counter().textContent).toBe('1 question');
    change(bridge, aCall(OTHER));
    expect(screen.queryByRole('button', { name: /question/ })).toBeNull();
  });

  it('leads from one to the next, by a click and by Q, from any screen', async () => {
    await renderApp({ calls: two() });
    fireEvent.click(counter());
    expect(document.activeElement).toBe(field('Answer'));
    fireEvent.click(counter());
    expect(document.activeElement).toBe(field('Reason for a no'));
    act(() => {
      useNavStore.getState().show('audit');
    });
    await settle();
    key('q');
    expect(useNavStore.getState().screen).toBe('live');
    expect(document.activeElement).toBe(field('Answer'));
  });
});
