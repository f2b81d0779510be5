/** A look into the measured process, from within it. */
/** What a process did between begin() and end(). */
export type ProbeFigures = {
  /** Delay of its event loop, ms. */
  readonly loopDelay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Collections of garbage: all together, and the longest, ms. */
  readonly collectionMs: number;
  readonly longestCollectionMs: number;
  readonly heapMb: number;
  readonly rssMb: number;
};

/** A CPU profile as the DevTools protocol has it (Profiler.Profile), as far as it is read. */
export type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  /** Between two samples, microseconds. */
  readonly timeDeltas: readonly number[];
};

export type BenchProbe = {
  begin(): void;
  end(): ProbeFigures;
  /** Thread id (of the kernel) to script, of the threads that are Node workers. */
  workers(): Promise<Readonly<Record<number, string>>>;
  startProfile(): Promise<void>;
  stopProfile(): Promise<CpuProfile>;
};

/**
 * Puts the probe into the process that calls it, as `globalThis.benchProbe`. Its text is sent into
 * Electron's main process: so it needs nothing but what Node has.
 */
export function installProbe(): void {
  const { monitorEventLoopDelay, PerformanceObserver } =
    process.getBuiltinModule('node:perf_hooks');
  const { Session } = process.getBuiltinModule('node:inspector');
  // The histogram holds whole intervals: what is beyond the resolution is delay. A shorter one
  // would cost a part of the processor by itself.
  const resolutionMs = 10;
  const loop = monitorEventLoopDelay({ resolution: resolutionMs });
  const collections = { totalMs: 0, longestMs: 0 };
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      collections.totalMs += duration;
      collections.longestMs = Math.max(collections.longestMs, duration);
    }
  });
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      session.post(method, params, (error: Error | null, answer?: object) => {
        if (error === null) {
          resolve(answer);
        } else {
          reject(error);
        }
      });
    });
  const probe: BenchProbe = {
    begin: () => {
      collections.totalMs = 0;
      collections.longestMs = 0;
      observer.observe({ entryTypes: ['gc'] });
      loop.reset();
      loop.enable();
    },
    end: () => {
      loop.disable();
      observer.disconnect();
      const delay = (ns: number): number => Math.max(0, ns / 1e6 - resolutionMs);
      const { heapUsed, rss } = process.memoryUsage();
      return {
        loopDelay: {
          p50: delay(loop.percentile(50)),
          p99: delay(loop.percentile(99)),
          max: delay(loop.max),
        },
        collectionMs: collections.totalMs,
        longestCollectionMs: collections.longestMs,
        heapMb: heapUsed / 2 ** 20,
        rssMb: rss / 2 ** 20,
      };
    },
    workers: async () => {
      const found: Record<number, string> = {};
      // A synchronous look at /proc is made by the worker's own thread, and so tells its id.
      const expression =
        'process.getBuiltinModule("node:fs").readlinkSync("/proc/thread-self").split("/").pop()';
      const scripts = new Map<string, string>();
      session.on('NodeWorker.attachedToWorker', ({ params }) => {
        const { sessionId, workerInfo } = params;
        scripts.set(sessionId, workerInfo.url);
        const message = JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression },
        });
        void post('NodeWorker.sendMessageToWorker', { sessionId, message });
      });
      session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
        const { result } = JSON.parse(params.message) as {
          result?: { result?: { value?: string } };
        };
        const tid = result?.result?.value;
        if (tid !== undefined) {
          found[Number(tid)] = scripts.get(params.sessionId)?.split('/').pop() ?? '';
        }
      });
      await post('NodeWorker.enable', { waitForDebuggerOnStart: false });
      // Whoever is attached answers; on a busy machine that may take a while.
      const answered = (): boolean => Object.keys(found).length === scripts.size;
      for (let look = 0; look < 10 || (look < 100 && !answered()); look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await post('NodeWorker.disable');
      return found;
    },
    startProfile: async () => {
      await post('Profiler.enable');
      await post('Profiler.setSamplingInterval', { interval: 500 });
      await post('Profiler.start');
    },
    stopProfile: async () => {
      const { profile } = (await post('Profiler.stop')) as { profile: CpuProfile };
      await post('Profiler.disable');
      return profile;
    },
  };
  Reflect.set(globalThis, 'benchProbe', probe);
}
