import { describe, expect, it, vi } from 'vitest';
import { CallToolRunner } from '#main/call/tools/callToolRunner';
import { createCallTools } from '#main/call/tools/callTools';
import { silentLog } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { ProfileTools } from '#model/profile';
import { fakeToolHost } from '#support/call/toolHost';
import { saying } from '#support/phrases';
import { aProfile } from '#support/profiles';

const SALES = { name: 'sales', description: 'questions on prices', extension: '201' };
const ALL: ProfileTools = {
  ...aProfile().tools,
  endCall: true,
  transferCall: true,
  sendDtmf: true,
  takeMessage: true,
};

function setUp(allowed: ProfileTools = ALL, targets = [SALES]) {
  const parts = fakeToolHost();
  const tools = createCallTools(parts.host, allowed, targets);
  const runner = new CallToolRunner(tools, parts.host, silentLog);
  const call = async (name: string, args: Readonly<Record<string, unknown>>) => {
    runner.run([{ id: name, name, args }]);
    await new Promise((resolve) => setImmediate(resolve));
    return parts.results.at(-1);
  };
  return { ...parts, runner, call };
}

describe('the tools that act on the call', () => {
  it('are those that the profile allows', () => {
    const names = (allowed: ProfileTools, targets = [SALES]) =>
      setUp(allowed, targets).runner.declarations.map(({ name }) => name);
    expect(names(ALL)).toEqual(['end_call', 'transfer_call', 'send_dtmf', 'take_message']);
    expect(names(aProfile().tools)).toEqual([]);
    expect(names({ ...aProfile().tools, endCall: true })).toEqual(['end_call']);
    expect(names(ALL, [])).not.toContain('transfer_call');
    expect(names({ ...aProfile().tools, askSupervisor: true })).toEqual(['ask_supervisor']);
  });

  it('wait for the supervisor where the profile says so', async () => {
    const approval = { ...ALL.approval, transferCall: true };
    const { host, call } = setUp({ ...ALL, approval, answerSeconds: 20 });
    expect(await call('transfer_call', { target: 'sales' })).toMatchObject({
      response: { error: expect.stringContaining('did not approve') as string },
      scheduling: 'when-idle',
    });
    expect(host.askSupervisor).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ kind: 'approval', tool: 'transfer_call' }),
      20_000,
      expect.any(AbortSignal),
    );
    expect(host.transfer).not.toHaveBeenCalled();
    await call('send_dtmf', { digits: '1' });
    expect(host.sendDtmf).toHaveBeenCalledOnce();
  });

  it('have one for mailboxes in calls that we have placed', async () => {
    const reached = vi.fn();
    const { host } = fakeToolHost();
    const tools = createCallTools({ ...host, mailboxReached: reached }, aProfile().tools, []);
    expect(tools.map(({ declaration }) => declaration)).toMatchObject([
      { name: 'voicemail_reached', scheduling: 'silent' },
    ]);
    await tools[0]?.run({}, new AbortController().signal);
    expect(reached).toHaveBeenCalledOnce();
  });

  it('end the call, and let the agent say nothing about it', async () => {
    const { host, call } = setUp();
    expect(await call('end_call', {})).toMatchObject({ scheduling: 'silent' });
    expect(host.endCall).toHaveBeenCalledOnce();
  });

  it('transfer to the targets of the profile only', async () => {
    const { host, call, runner } = setUp();
    expect(runner.declarations[1]?.parameters).toMatchObject({
      properties: {
        target: { enum: ['sales'], description: expect.stringContaining('prices') as string },
      },
    });
    await call('transfer_call', { target: 'sales' });
    expect(host.transfer).toHaveBeenCalledExactlyOnceWith(SALES, expect.any(AbortSignal));
    expect(await call('transfer_call', { target: '+34906123456' })).toMatchObject({
      response: { error: expect.any(String) as string },
    });
    expect(host.transfer).toHaveBeenCalledOnce();
  });

  it('tell the agent of a transfer that failed, so that it can tell the caller', async () => {
    const { host, call } = setUp();
    host.transfer.mockResolvedValueOnce(
      fail(cordboardError('refused', saying('Nobody answers there.'))),
    );
    expect(await call('transfer_call', { target: 'sales' })).toMatchObject({
      response: { error: 'Nobody answers there.' },
      scheduling: 'wait',
    });
  });

  it.each([
    ['end_call', 2, {}],
    ['send_dtmf', 2, { digits: '1' }],
    ['transfer_call', 1, { target: 'sales' }],
    ['take_message', 1, { from: 'Ana', text: 'Call me.' }],
  ])(
    '%s, made again after a reconnect, is carried out this often: %i',
    async (name, times, args) => {
      const { host, call, runner } = setUp();
      await call(name, args);
      runner.sessionGone();
      await call(name, args);
      const deeds = [host.endCall, host.sendDtmf, host.transfer, host.takeMessage];
      expect(deeds.map(({ mock }) => mock.calls.length).reduce((sum, calls) => sum + calls)).toBe(
        times,
      );
    },
  );

  it('press keys, which the transcript does not show', async () => {
    const { host, call, notes, turns } = setUp();
    await call('send_dtmf', { digits: '12w34#' });
    expect(host.sendDtmf).toHaveBeenCalledExactlyOnceWith('12w34#');
    expect(notes()).toEqual([expect.stringContaining('6 keys')]);
    expect(JSON.stringify(turns)).not.toContain('12w34');
    await call('send_dtmf', { digits: '5,E' });
    expect(host.sendDtmf).toHaveBeenCalledOnce();
  });

  it('take a message, with or without a way to call back', async () => {
    const { host, call } = setUp();
    await call('take_message', { from: 'Ana', text: 'Call me.', call_back: '600' });
    await call('take_message', { from: 'Ana', text: 'Call me.' });
    expect(host.takeMessage.mock.calls).toEqual([
      [{ from: 'Ana', callBack: '600', text: 'Call me.' }],
      [{ from: 'Ana', callBack: '', text: 'Call me.' }],
    ]);
  });
});
