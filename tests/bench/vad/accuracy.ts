/**
 * How well speech is told from everything else: Cordboard's detectors on 240 recorded utterances
 * over a telephone line, clean, with noises, with other voices and at other levels.
 * docs/performance.md tells what the columns mean.
 */
import { energyEngine } from '#main/media/vad/energyVad';
import type { VadEngine, VadSettings } from '#main/media/vad/voiceActivityDetector';
import { type Corpus, readCorpus } from '#support/vad/corpus';
import { detect, type Listening } from '#support/vad/detecting';
import { babble, carNoise, music, pinkNoise } from '#support/vad/noises';
import { type Detection, type Score, score } from '#support/vad/scoring';
import { DEFAULT_VAD } from '#support/vad/settings';
import { LINE_RATE_HZ } from '#support/vad/telephoneBand';
import { overTelephone } from '#support/vad/telephoneLine';
import { percentile } from '../statistics';

const RATIOS_DB = [20, 10, 5, 0];
const LEVELS_DB = [6, -6, -12, -18];

/** A line under one condition; conditions of one name are averaged. */
type Condition = { readonly name: string; readonly line: Uint8Array };

type Contender = {
  readonly name: string;
  readonly engine: VadEngine;
  readonly settings: VadSettings;
};

/** The table as lines of Markdown. */
export async function accuracyTable(silero: VadEngine, utterances: number): Promise<string[]> {
  const corpus = await readCorpus(utterances);
  const conditions = await makeConditions(corpus);
  const fixed = { ...DEFAULT_VAD, adaptiveNoiseFloor: false };
  const contenders: readonly Contender[] = [
    { name: 'silero', engine: silero, settings: DEFAULT_VAD },
    { name: 'energy', engine: energyEngine, settings: DEFAULT_VAD },
    { name: 'energy, not adaptive', engine: energyEngine, settings: fixed },
  ];
  const listenings = contenders.flatMap(({ engine, settings }) =>
    conditions.map(({ line }): Listening => ({ line, engine, settings })),
  );
  const detections = await detect(listenings);
  const rows = contenders.flatMap(({ name }, index) => {
    const from = index * conditions.length;
    return rowsOf(name, conditions, corpus, detections.slice(from, from + conditions.length));
  });
  return [...HEADER, ...rows];
}

const HEADER = [
  '| condition | engine | precision / recall / F1 % | false starts /min | start p50 / p95 ms | end p50 / p95 ms | no end before next % | split % |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

function rowsOf(
  name: string,
  conditions: readonly Condition[],
  { labels, line }: Corpus,
  detections: readonly (readonly Detection[])[],
): string[] {
  const byName = new Map<string, Score[]>();
  conditions.forEach((condition, index) => {
    const scores = byName.get(condition.name) ?? [];
    scores.push(score(labels, detections[index] ?? [], line.length / LINE_RATE_HZ));
    byName.set(condition.name, scores);
  });
  return [...byName].map(([condition, scores]) => tableRow(condition, name, scores));
}

async function makeConditions({ line, others }: Corpus): Promise<Condition[]> {
  const { length } = line;
  const noises = [pinkNoise(length), carNoise(length), await music(length)];
  const voices = babble(length, others);
  return [
    { name: 'clean', line: overTelephone({ speech: line }) },
    ...RATIOS_DB.flatMap((snrDb) => [
      ...noises.map((noise) => ({
        name: `noise ${snrDb} dB`,
        line: overTelephone({ speech: line, noise, snrDb }),
      })),
      { name: `babble ${snrDb} dB`, line: overTelephone({ speech: line, noise: voices, snrDb }) },
    ]),
    ...LEVELS_DB.map((speechDb) => ({
      name: `level ${speechDb - 26} dBov, noise 20 dB`,
      line: overTelephone({ speech: line, speechDb, noise: pinkNoise(length), snrDb: 20 }),
    })),
  ];
}

function tableRow(condition: string, name: string, scores: readonly Score[]): string {
  const mean = (of: (score: Score) => number): number =>
    scores.reduce((sum, one) => sum + of(one), 0) / scores.length;
  const percent = (of: (score: Score) => number): string => (100 * mean(of)).toFixed(1);
  const delay = (of: (score: Score) => readonly number[], share: number): string => {
    const value = mean((one) => percentile(of(one), share));
    return Number.isNaN(value) ? '-' : (1_000 * value).toFixed(0);
  };
  const starts = (one: Score): readonly number[] => one.startDelays;
  const ends = (one: Score): readonly number[] => one.endDelays;
  const cells = [
    condition,
    name,
    `${percent((one) => one.precision)} / ${percent((one) => one.recall)} / **${percent((one) => one.f1)}**`,
    mean((one) => one.falseStartsPerMinute).toFixed(2),
    `${delay(starts, 0.5)} / ${delay(starts, 0.95)}`,
    `${delay(ends, 0.5)} / ${delay(ends, 0.95)}`,
    percent((one) => one.stuck),
    percent((one) => one.split),
  ];
  return `| ${cells.join(' | ')} |`;
}
