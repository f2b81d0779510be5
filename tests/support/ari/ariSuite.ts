/**
 * What every test file against the fake ARI server needs: clean-up, and a watch for exceptions that
 * nobody caught.
 */
import { afterEach, beforeEach, expect } from 'vitest';
import type { ConsoleIdentity } from '#main/ari/consolePresence';
import type { AriTiming } from '#main/ari/link';
import { type FakeAri, type FakeAriOptions, startFakeAri } from './fakeAri';
import { type GatewayProbe, probeGateway } from './gatewayProbe';

/** A login with every character that is easily spoilt on its way. */
export const USER = 'desk user';
export const PASSWORD = 'p@ss:w%rd/äö?';

/** Makes fakes and gateways that are taken down after each test. */
export type AriSuite = {
  readonly newFake: (options?: Partial<FakeAriOptions>) => Promise<FakeAri>;
  readonly newProbe: (
    baseUrl: string,
    extra?: {
      readonly username?: string;
      readonly password?: string | (() => string);
      readonly console?: ConsoleIdentity;
      readonly timing?: Partial<AriTiming>;
    },
  ) => GatewayProbe;
  /** A started gateway whose connection is up. */
  readonly ready: (fake: FakeAri, timing?: Partial<AriTiming>) => Promise<GatewayProbe>;
};

/** Call once at the top of a test file. */
export function useAriSuite(): AriSuite {
  const fakes: FakeAri[] = [];
  const probes: GatewayProbe[] = [];
  const uncaught: unknown[] = [];
  const noteUncaught = (error: unknown) => uncaught.push(error);
  beforeEach(() => {
    uncaught.length = 0;
    process.on('uncaughtExceptionMonitor', noteUncaught);
  });
  afterEach(async () => {
    await Promise.all(probes.splice(0).map((probe) => probe.gateway.close()));
    await Promise.all(fakes.splice(0).map((fake) => fake.stop()));
    process.off('uncaughtExceptionMonitor', noteUncaught);
    expect(uncaught).toEqual([]);
  });
  const newProbe: AriSuite['newProbe'] = (baseUrl, extra = {}) => {
    const probe = probeGateway({
      baseUrl,
      username: USER,
      password: PASSWORD,
      app: 'desk',
      ...extra,
    });
    probes.push(probe);
    return probe;
  };
  return {
    newProbe,
    async newFake(options = {}) {
      const fake = await startFakeAri({ username: USER, password: PASSWORD, ...options });
      fakes.push(fake);
      return fake;
    },
    async ready(fake, timing = {}) {
      const probe = newProbe(fake.baseUrl, { timing });
      probe.gateway.start();
      await probe.until(() => probe.gateway.health.state === 'ready');
      return probe;
    },
  };
}
