/**
 * How the voice detection stands the agent's own voice in the caller's line, and a caller who
 * speaks meanwhile.
 */
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import { readCorpus } from '#support/vad/corpus';
import { detect } from '#support/vad/detecting';
import { AgentTalk, listenThroughEcho } from '#support/vad/echo';
import { score } from '#support/vad/scoring';
import { DEFAULT_VAD } from '#support/vad/settings';
import { LINE_RATE_HZ } from '#support/vad/telephoneBand';
import { percentile } from '../statistics';

const LOSSES_DB = [10, 15, 20, 30, 40, null];
/** A caller at the usual level, and a quiet one, against -26 dB below full scale. */
const CALLERS_DB = [0, -12];

/** The table as lines of Markdown. */
export async function echoTable(
  engines: readonly VadEngine[],
  utterances: number,
): Promise<string[]> {
  const { line, labels } = await readCorpus(utterances, 'en');
  const agent = new AgentTalk(await readCorpus(utterances, 'it'), line.length);
  const cases = engines.flatMap((engine) =>
    LOSSES_DB.flatMap((lossDb) => [
      { engine, lossDb, levelDb: null },
      ...CALLERS_DB.map((levelDb) => ({ engine, lossDb, levelDb })),
    ]),
  );
  const detections = await detect(
    cases.map(({ engine, lossDb, levelDb }) =>
      listenThroughEcho({
        agent,
        lossDb,
        caller: levelDb === null ? null : { samples: line, levelDb },
        engine,
        settings: DEFAULT_VAD,
      }),
    ),
  );
  const rows = cases.map(({ engine, lossDb, levelDb }, index) => {
    const found = detections[index] ?? [];
    const echo = lossDb === null ? 'none' : `${lossDb} dB`;
    if (levelDb === null) {
      const perMinute = (found.length / agent.minutes).toFixed(1);
      return `| ${echo} | ${engine.name} | silent | ${perMinute} | | |`;
    }
    const { recall, startDelays } = score(labels, found, line.length / LINE_RATE_HZ);
    const at = (share: number): string => (1_000 * percentile(startDelays, share)).toFixed(0);
    return `| ${echo} | ${engine.name} | ${levelDb - 26} dBov | | ${(100 * recall).toFixed(1)} | ${at(0.5)} / ${at(0.95)} |`;
  });
  return [
    '| loss of the echo | engine | caller | agent stopped by its echo, /min of its speech | utterances noticed % | start p50 / p95 ms |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
}
