/**
 * The figures of the whole program under load, as rows and as a table over all numbers of calls.
 */
import { atZero, type BenchResult, limited, machineRow, ms, plain, spread } from '../report';
import { summarise, type Summary } from '../statistics';
import type { ProgramFigures } from './measure';
import type { Way } from './targets';

/** Delay of the event loop from which callers may notice something, ms. */
export const LOOP_P99_MS = 20;
/** An answer that is heard so long after the stand-in gave it is late, ms. */
const ANSWER_LATE_MS = 150;

export const NAMES: Readonly<Record<Way, string>> = {
  program: 'the program with its window',
  'busy-window': 'the program, and somebody works in its window all the time',
  serve: 'the program without a window (serve)',
};

/** Everything about one number of calls. */
export function programReport(way: Way, figures: ProgramFigures): BenchResult {
  const { calls, loopDelay, processors, machine, window, answers } = figures;
  const { main, mainThread, voiceDetection, history, mainRest } = processors;
  return {
    title: `${calls} ${calls === 1 ? 'call' : 'calls'}: ${NAMES[way]}`,
    rows: [
      plain('loop delay', `p50 ${ms(loopDelay.p50)}, max ${ms(loopDelay.max)}`),
      limited('loop delay, p99', loopDelay.p99, LOOP_P99_MS),
      plain('answer at the phone, behind the stand-in', spread(answerDelay(figures))),
      atZero('answers late (over 150 ms) or not heard', lateAnswers(figures)),
      atZero('words of the phone without an answer', unanswered(figures)),
      atZero('gaps over 40 ms at the phone', answers.gaps),
      plain('gaps in what the phone itself sent (the machine)', String(answers.ownGaps)),
      plain('packets of answers late', `${percentOf(answers.latePackets, answers.packets)} %`),
      ...(figures.framesHeardPercent === null
        ? []
        : [plain("callers' frames heard", `${figures.framesHeardPercent.toFixed(1)} %`)]),
      atZero('calls without a session', calls - figures.liveCalls),
      plain(
        'main process',
        `${cores(main)} (main thread ${cores(mainThread)}, voice detection ${cores(voiceDetection)}, record ${cores(history)}, rest ${cores(mainRest)})`,
      ),
      plain('window', way === 'serve' ? '-' : cores(processors.window)),
      plain(
        'Asterisk, callers and stand-in',
        `${cores(processors.asterisk)}, ${cores(processors.load)}`,
      ),
      machineRow(machine),
      plain(
        'memory of the main process',
        `${figures.rssMb.toFixed(0)} MB, heap ${figures.heapMb.toFixed(0)} MB; collections ${ms(figures.collectionMs)} in all, longest ${ms(figures.longestCollectionMs)}`,
      ),
      ...(window === null
        ? []
        : [
            plain(
              'window, drawing',
              `${window.framesPerSecond.toFixed(0)} frames a second, ${window.longTasks} tasks over 50 ms, longest ${ms(window.longestTaskMs)}`,
            ),
          ]),
    ],
    raw: figures,
  };
}

/** The columns of docs/performance.md. */
export const PROGRAM_COLUMNS = [
  'calls',
  'loop delay p50 / p99',
  'main process (main thread, voice detection)',
  'window',
  'Asterisk, callers, stand-in',
  'answer at the phone p50 / max',
  'late, unanswered, gaps',
  'frames late',
  'memory',
  'frames a second',
] as const;

/** One line of that table. */
export function programLine(figures: ProgramFigures): readonly string[] {
  const { calls, loopDelay, processors, answers, window } = figures;
  const delay = answerDelay(figures);
  return [
    String(calls),
    `${loopDelay.p50.toFixed(1)} / ${loopDelay.p99.toFixed(0)} ms`,
    `${cores(processors.main)} (${cores(processors.mainThread)}, ${cores(processors.voiceDetection)})`,
    window === null ? '-' : cores(processors.window),
    cores(processors.asterisk + processors.load),
    `${ms(delay.p50)} / ${ms(delay.max)}`,
    `${lateAnswers(figures)}, ${unanswered(figures)}, ${answers.gaps}`,
    `${percentOf(answers.latePackets, answers.packets)} %`,
    `${figures.rssMb.toFixed(0)} MB`,
    window === null ? '-' : window.framesPerSecond.toFixed(0),
  ];
}

/** What is not as it should be at this number of calls; empty where all is well. */
export function limitsAt(figures: ProgramFigures): readonly string[] {
  const { loopDelay, answers, machine } = figures;
  const late = lateAnswers(figures) + unanswered(figures);
  return [
    ...(loopDelay.p99 > LOOP_P99_MS ? [`loop delay p99 ${ms(loopDelay.p99)}`] : []),
    ...(late > 0 ? [`${late} answers late or missing`] : []),
    ...(answers.gaps > 0 ? [`${answers.gaps} gaps (${answers.ownGaps} of the phone's own)`] : []),
    ...(machine !== null && machine.busy > 95
      ? [`the machine had no processor left (${machine.busy.toFixed(0)} % busy)`]
      : []),
  ];
}

/** Delays of the answers that were heard. */
export function answerDelay({ answers }: ProgramFigures): Summary {
  return summarise(answers.delays.filter((delay) => !Number.isNaN(delay)));
}

function lateAnswers({ answers }: ProgramFigures): number {
  return answers.delays.filter((delay) => !(delay <= ANSWER_LATE_MS)).length;
}

function unanswered({ words, answers }: ProgramFigures): number {
  return Math.max(0, words - answers.delays.length);
}

function cores(percent: number): string {
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

function percentOf(part: number, whole: number): string {
  return whole === 0 ? '-' : ((100 * part) / whole).toFixed(1);
}
