import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FrameTap } from '#main/call/talk/audio/frameTaps';
import type { VadSettings } from '#main/media/vad/voiceActivityDetector';
import { PluginHost } from '#main/plugins/host';
import { Plugins } from '#main/plugins/plugins';
import { done, ok, type Result } from '#main/util/result';
import type { Call } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { ConsoleEvent, ConsoleEventBatch } from '#model/events';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { type LogLines, recordingLog } from '#support/log';
import { useStallWatch } from '#support/machine/stalls';
import { liveCall, turn } from '#support/store/recordedCalls';
import { type BundledScript, bundleScript } from '#support/store/workerBundle';
import { rmsOfPcm } from '#support/vad/hear';

const EXAMPLE = path.resolve(import.meta.dirname, '../../../docs/examples/shopAssistant.mjs');
const MISBEHAVING = pathToFileURL(
  path.resolve(import.meta.dirname, 'modules/misbehaving.mjs'),
).href;
const NO_ABORT = new AbortController().signal;

const timed = useStallWatch();
let worker: BundledScript;
let closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  worker = await bundleScript('src-main/plugins/worker.ts');
});

afterAll(() => worker.remove());

afterEach(async () => {
  await Promise.all(closers.map((close) => close()));
  closers = [];
});

/** The calls as plugins see them. */
class FakeCalls {
  readonly calls: Call[] = [];
  readonly commands: [plugin: string, callId: string, CallCommand][] = [];
  readonly taps = new Map<string, FrameTap>();
  #listener: ((batch: ConsoleEventBatch) => void) | null = null;

  readonly control = {
    snapshot: () => ({ revision: 0, calls: this.calls, transcripts: {}, health: {} as never }),
    onBatch: (listener: (batch: ConsoleEventBatch) => void) => {
      this.#listener = listener;
      return () => {
        this.#listener = null;
      };
    },
  };

  command(plugin: string, callId: string, command: CallCommand): Promise<Result<void>> {
    this.commands.push([plugin, callId, command]);
    return Promise.resolve(done);
  }

  tell(...events: readonly ConsoleEvent[]): void {
    this.#listener?.({ baseRevision: 0, revision: 1, events });
  }
}

async function startPlugin(module = EXAMPLE) {
  const calls = new FakeCalls();
  const log = recordingLog();
  let cutOff: readonly Phrase[] = [];
  const plugins = new Plugins({
    modules: [module],
    folder: '/',
    workerUrl: worker.url,
    control: calls.control,
    addTap: (callId, tap) => {
      calls.taps.set(callId, tap);
      return () => calls.taps.delete(callId);
    },
    command: (plugin, callId, command) => calls.command(plugin, callId, command),
    onState: (now) => {
      cutOff = now;
    },
    log,
  });
  closers.push(() => plugins.close());
  await plugins.start();
  return { calls, log, cutOff: () => cutOff, plugins };
}

function misbehave(what: string, log: LogLines = recordingLog()) {
  const reasons: Phrase[] = [];
  const host = new PluginHost({
    name: 'misbehaving',
    moduleUrl: `${MISBEHAVING}?what=${what}`,
    workerUrl: worker.url,
    calls: () => [],
    act: () => Promise.resolve({ ok: true }),
    onCutOff: (reason) => reasons.push(reason),
    log,
  });
  closers.push(() => host.close());
  return { host, reasons, log };
}

const TURN_EVENT = {
  type: 'events',
  events: [{ name: 'transcript.turn', event: { callId: 'call-1', turn: turn(0, 'hello') } }],
} as const;

describe('the example plugin', () => {
  it('gives the agent a tool and answers its calls', async () => {
    const { plugins } = await startPlugin();
    const [tool] = plugins.toolsFor('call-1');
    expect(tool?.declaration).toMatchObject({ name: 'opening_hours', scheduling: 'wait' });
    expect(await tool?.run({ day: 'thursday' }, NO_ABORT)).toEqual(ok({ hours: '9 to 20' }));
  });

  it('whispers to the agent once when the caller wants to complain', async () => {
    const { calls } = await startPlugin();
    const call = liveCall(1);
    calls.tell({ type: 'callAdded', call });
    for (const text of ['I want to complain', 'I want to complain about a shoe']) {
      calls.tell({ type: 'turnChanged', callId: call.id, turn: turn(0, text) });
    }
    await expect.poll(() => calls.commands.length).toBe(1);
    expect(calls.commands[0]).toMatchObject(['shopAssistant', call.id, { kind: 'whisper' }]);
  });

  it('hears the audio of every call, and learns when a call has ended', async () => {
    const { calls, log } = await startPlugin();
    const call = liveCall(1);
    calls.tell({ type: 'callAdded', call });
    const frame = Buffer.alloc(640);
    for (let at = 0; at < 640; at += 2) {
      frame.writeInt16LE(1_000, at);
    }
    for (let n = 0; n < 5; n += 1) {
      calls.taps.get(call.id)?.(frame, null, n * 20, null);
    }
    calls.tell({
      type: 'callChanged',
      call: { ...call, state: 'ended', endReason: 'caller-hung-up' },
    });
    await expect
      .poll(() => log.lines.find(({ msg }) => msg === 'loudest moment of the caller'))
      .toMatchObject({ fields: { callId: call.id, rms: 1_000 } });
    expect(calls.taps.size).toBe(0);
  });

  it('detects speech with its own engine', async () => {
    const { plugins } = await startPlugin();
    const found: [string, number][] = [];
    const detector = plugins.vadEngine('loudness')?.createDetector(() => SETTINGS, {
      onSpeechStart: (atMs) => found.push(['start', atMs]),
      onSpeechEnd: (atMs) => found.push(['end', atMs]),
    });
    const loud = Buffer.alloc(640, 0x10);
    const silent = Buffer.alloc(640);
    for (let n = 0; n < 40; n += 1) {
      const frame = n < 5 ? loud : silent;
      detector?.push(frame, rmsOfPcm(frame), n * 20, 0);
    }
    await expect
      .poll(() => found)
      .toEqual([
        ['start', 0],
        ['end', 80],
      ]);
    detector?.close();
    expect(plugins.vadEngine('unknown')).toBeNull();
  });
});

const SETTINGS: VadSettings = {
  energyThreshold: 300,
  adaptiveNoiseFloor: false,
  sileroThreshold: 0.5,
  speechMs: 100,
  silenceMs: 500,
};

describe('a plugin that misbehaves', () => {
  it('is cut off when its set-up throws', async () => {
    const { host, reasons } = misbehave('throws-at-start');
    expect(await host.start()).toBeNull();
    expect(reasons).toEqual([phrase('plugin.set-up-failed', { why: 'no good' })]);
  });

  it('is named to the supervisor with the reason when it is cut off', async () => {
    const { cutOff } = await startPlugin(path.resolve(import.meta.dirname, 'modules/nothing.mjs'));
    expect(cutOff().map((said) => wordsOf(said))).toEqual([
      'The plugin nothing was switched off: its set-up failed: the module exports no function named plugin. Calls go on without it.',
    ]);
  });

  it('goes on after it threw, which is logged, and is cut off when it throws often', async () => {
    const { host, reasons, log } = misbehave('throws');
    await host.start();
    host.send(TURN_EVENT);
    await expect.poll(() => log.lines.some(({ msg }) => msg === 'plugin threw')).toBe(true);
    expect(host.running).toBe(true);
    for (let n = 0; n < 20; n += 1) {
      host.send(TURN_EVENT);
    }
    await expect.poll(() => reasons).toEqual([phrase('plugin.threw-often', { times: 20 })]);
  });

  it('is cut off when it is busy for ever, and holds up nobody else', timed, async () => {
    const { host, reasons } = misbehave('busy');
    await host.start();
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 20);
    const result = await host.runTool({ name: 'spin', timeoutMs: 60_000 }, {}, 'c', NO_ABORT);
    clearInterval(clock);
    expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(reasons).toEqual([phrase('plugin.no-answer', { seconds: 3 })]);
    expect(ticks).toBeGreaterThan(100);
  });

  it('learns that a tool is cancelled, and its answer is no longer waited for', timed, async () => {
    const { host, log } = misbehave('waits');
    await host.start();
    const abort = new AbortController();
    const result = host.runTool({ name: 'wait', timeoutMs: 60_000 }, {}, 'c', abort.signal);
    await expect.poll(() => log.lines.some(({ msg }) => msg === 'waiting')).toBe(true);
    abort.abort();
    expect(await result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await expect.poll(() => log.lines.some(({ msg }) => msg === 'aborted')).toBe(true);
  });

  it.each([
    ['exits', phrase('plugin.thread-ended')],
    ['late', phrase('plugin.failed', { why: 'later' })],
  ])('is cut off when its thread ends (%s)', async (what, reason) => {
    const { host, reasons } = misbehave(what);
    await host.start();
    host.send(TURN_EVENT);
    await expect.poll(() => reasons).toEqual([reason]);
    expect(host.running).toBe(false);
  });

  it('does not see the environment of the program, where keys and passwords are', async () => {
    const { host, log } = misbehave('environment');
    await host.start();
    await expect
      .poll(() => log.lines.find(({ msg }) => msg === 'environment')?.fields)
      .toMatchObject({ names: [] });
  });

  it('leaves its calls a detector when it ends', async () => {
    const { plugins, cutOff } = await startPlugin();
    const found: string[] = [];
    const detector = plugins.vadEngine('loudness')?.createDetector(() => SETTINGS, {
      onSpeechStart: () => found.push('start'),
      onSpeechEnd: () => found.push('end'),
    });
    await plugins.close();
    expect(cutOff()).toEqual([]);
    for (let n = 0; n < 40; n += 1) {
      const frame = Buffer.alloc(640, n < 10 ? 0x10 : 0);
      detector?.push(frame, rmsOfPcm(frame), n * 20, 0);
    }
    expect(found).toEqual(['start', 'end']);
  });
});
