/** Made-up summaries of the demo's calls, by what the agent greets with. */
import type { MadeSummary, Summarizer } from '#main/agent/summarizer';
import { ok, type Result } from '#main/util/result';
import type { ProfileSummary, SummaryContent } from '#model/summary';
import { CALL_BACK, type Scenario, SCENARIOS } from './script';

/** What is asked of the demo's calls when their profile asks for nothing. */
export const DEMO_PLAN: ProfileSummary = {
  on: true,
  outcomes: ['settled', 'to be followed up'],
  fields: [],
};

type Summed = Pick<SummaryContent, 'text' | 'followUps'>;

/** By the topic of the scenario. */
const SUMMED: Readonly<Record<string, Summed>> = {
  'delivery status': {
    text: 'The caller asked for a parcel that should have come yesterday. The agent found it on the van and told when it comes.',
    followUps: ['Send the driver a note about the neighbour.'],
  },
  appointment: {
    text: 'The caller wanted to move an appointment on Tuesday. The agent offered other times and booked one.',
    followUps: ['Send a text message the day before the appointment.'],
  },
  'opening hours': {
    text: 'The caller asked when the shop is open. The agent told the hours.',
    followUps: [],
  },
  invoice: {
    text: 'The caller had a question about an invoice. The agent looked it up and explained it.',
    followUps: ['Check the invoice once more.'],
  },
  'lost password': {
    text: 'The caller could not sign in any more. The agent helped them to set a new password.',
    followUps: [],
  },
  'call back': {
    text: 'The agent called back about an order. It told when the order comes.',
    followUps: [],
  },
  'broadband fault': {
    text: 'The caller reported that the internet does not work. The agent went through the usual checks.',
    followUps: ['Look at the line if the fault comes back.'],
  },
};

/** Of a call that has no script of its own. */
const OTHERWISE: Summed = {
  text: 'Somebody talked with the agent. This summary is made up.',
  followUps: [],
};

/** Sums up without a network, and never fails. */
export const DEMO_SUMMARIZER: Summarizer = {
  summarize: ({ talk, plan }) => Promise.resolve(summed(talk, plan)),
};

function summed(talk: string, { outcomes, fields }: ProfileSummary): Result<MadeSummary> {
  const { topic } = scenarioOf(talk) ?? { topic: '' };
  const { text, followUps } = SUMMED[topic] ?? OTHERWISE;
  const outcome = outcomes[followUps.length === 0 ? 0 : 1] ?? null;
  const values = Object.fromEntries(fields.map(({ name }) => [name, null]));
  return ok({ content: { text, outcome, followUps, fields: values }, model: 'demo' });
}

function scenarioOf(talk: string): Scenario | undefined {
  return [...SCENARIOS, CALL_BACK].find(({ greeting }) => talk.includes(greeting));
}
