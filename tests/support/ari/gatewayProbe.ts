/**
 * A gateway under test with all its events and log lines.
 *
 *   const probe = probeGateway({ baseUrl, username, password: 'secret', app: 'desk' });
 *   probe.gateway.start();
 *   await probe.until(() => probe.gateway.health.state === 'ready');
 *   probe.of('stasisStart')        // payloads so far
 *   await probe.next('stasisStart', (event) => event.args[0] === 'x');
 *   probe.logText()                // every log line as JSON, to look for secrets
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AriClientGateway } from '#main/ari/clientGateway';
import type { ConsoleIdentity } from '#main/ari/consolePresence';
import type { AriEvents } from '#main/ari/gateway';
import type { AriTiming } from '#main/ari/link';
import type { Log } from '#main/observability/log';

const NAMES = [
  'stasisStart',
  'stasisEnd',
  'attendedTransfer',
  'channelLeftBridge',
  'channelStateChange',
  'channelHangupRequest',
  'channelDestroyed',
  'channelTalkingStarted',
  'channelTalkingFinished',
  'channelDtmf',
  'channelHold',
  'channelUnhold',
  'health',
  'connected',
  'disconnected',
] as const satisfies readonly (keyof AriEvents)[];

/** Times short enough for a test; ms. */
const QUICK_TIMING: AriTiming = {
  openTimeoutMs: 1_000,
  pingIntervalMs: 100,
  closeTimeoutMs: 300,
  backoff: { firstMs: 10, maxMs: 40, factor: 2, jitter: 0.3 },
  slowRetryMs: 60,
  takenRetryMs: 60,
  stableMs: 200,
  beatMs: 100,
  aliveMs: 150,
};

/** One event, in the order of arrival. */
type Heard = { readonly name: keyof AriEvents; readonly payload: unknown };

/** A gateway and its events so far. */
export type GatewayProbe = {
  readonly gateway: AriClientGateway;
  readonly heard: readonly Heard[];
  of<Name extends keyof AriEvents>(name: Name): readonly AriEvents[Name][];
  /**
   * Resolves with the first event, past or coming, that fits; rejects after `timeoutMs` (default
   * 5000).
   */
  next<Name extends keyof AriEvents>(
    name: Name,
    fits?: (event: AriEvents[Name]) => boolean,
    timeoutMs?: number,
  ): Promise<AriEvents[Name]>;
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  logText(): string;
};

/** Makes a gateway with quick times (or `timing`) and listens to all of it. */
export function probeGateway(options: {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string | (() => string);
  readonly app: string;
  readonly console?: ConsoleIdentity;
  readonly timing?: Partial<AriTiming>;
}): GatewayProbe {
  const lines: string[] = [];
  const log = recordingLog(lines);
  const { password } = options;
  const gateway = new AriClientGateway({
    console: { id: randomUUID(), name: 'probe@test' },
    ...options,
    password: typeof password === 'string' ? () => password : password,
    log,
    timing: { ...QUICK_TIMING, ...options.timing },
  });
  const heard: Heard[] = [];
  for (const name of NAMES) {
    gateway.on(name, (payload) => heard.push({ name, payload }));
  }
  const of = <Name extends keyof AriEvents>(name: Name) =>
    heard.filter((event) => event.name === name).map((event) => event.payload as AriEvents[Name]);
  const until = async (condition: () => boolean, timeoutMs = 5_000): Promise<void> => {
    const deadline = performance.now() + timeoutMs;
    while (!condition()) {
      if (performance.now() > deadline) {
        throw new Error(
          `waited ${timeoutMs} ms in vain; health ${JSON.stringify(gateway.health)}; heard ${JSON.stringify(heard.slice(-10))}; log ${lines.slice(-5).join('\n')}`,
        );
      }
      await sleep(5);
    }
  };
  return {
    gateway,
    heard,
    of,
    until,
    async next(name, fits = () => true, timeoutMs = 5_000) {
      await until(() => of(name).some(fits), timeoutMs);
      return of(name).find(fits)!;
    },
    logText: () => lines.join('\n'),
  };
}

function recordingLog(lines: string[]): Log {
  const write = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ level, message, ...fields }, errorsAsText));
  };
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  };
  return log;
}

function errorsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.name}: ${value.message} ${value.stack ?? ''}` : value;
}
