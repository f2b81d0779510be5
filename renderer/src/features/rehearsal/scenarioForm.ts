/** A scenario as its form holds it: texts, of which each line is one thing. */
import { MAX_CALLER_LINES, type PassMark, type Scenario } from '#model/rehearsal';
import { linesOf, pairLines, pairsOf } from '../form';

export type MarkForm = {
  readonly kind: PassMark['kind'];
  /** Phrase, name of a tool, or number. */
  readonly value: string;
};

export type ScenarioForm = {
  readonly id: string;
  readonly name: string;
  readonly kind: Scenario['caller']['kind'];
  /** One a line. */
  readonly lines: string;
  readonly who: string;
  readonly tools: Scenario['tools'];
  /** `tool: answer` lines. */
  readonly samples: string;
  readonly marks: readonly MarkForm[];
};

/** Lines that a persona says at most. */
const PERSONA_LINES = 10;

export function newScenario(id: string, name: string): ScenarioForm {
  return {
    ...{ id, name, kind: 'scripted', lines: '', who: '' },
    ...{ tools: 'samples', samples: '', marks: [] },
  };
}

export function formOfScenario({ caller, samples, marks, ...rest }: Scenario): ScenarioForm {
  return {
    ...rest,
    kind: caller.kind,
    lines: caller.kind === 'scripted' ? caller.lines.join('\n') : '',
    who: caller.kind === 'persona' ? caller.who : '',
    samples: pairLines(samples),
    marks: marks.map((mark) => ({ kind: mark.kind, value: valueOf(mark) })),
  };
}

/** The scenario; null while something is missing. */
export function scenarioOf(form: ScenarioForm): Scenario | null {
  const { id, name, kind, tools } = form;
  const lines = linesOf(form.lines).slice(0, MAX_CALLER_LINES);
  const marks = form.marks.map(markOf);
  const says = kind === 'scripted' ? lines.length > 0 : form.who.trim() !== '';
  return name.trim() === '' || !says || marks.includes(null)
    ? null
    : {
        ...{ id, name, tools },
        caller:
          kind === 'scripted' ? { kind, lines } : { kind, who: form.who, mostLines: PERSONA_LINES },
        samples: pairsOf(form.samples),
        marks: marks.filter((mark) => mark !== null),
      };
}

function valueOf(mark: PassMark): string {
  return 'phrase' in mark ? mark.phrase : 'tool' in mark ? mark.tool : String(mark.most);
}

function markOf({ kind, value }: MarkForm): PassMark | null {
  const text = value.trim();
  switch (kind) {
    case 'said':
    case 'not-said':
      return text === '' ? null : { kind, phrase: text };
    case 'called':
    case 'not-called':
      return text === '' ? null : { kind, tool: text };
    default:
      return /^[1-9]\d*$/.test(text) ? { kind, most: Number(text) } : null;
  }
}
