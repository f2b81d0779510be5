import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { COMMAND_FIELDS, outgoingCall } from '#main/rules/commandSchemas';
import type { CallCommand, CallCommandKind } from '#model/commands';
import { deskOf } from '../deskOf';
import { callParams } from '../historySchemas';
import { COMMAND_REFUSALS, valueOrProblem } from '../problems';
import type { RouteOptions } from './routeOptions';

/** Last part of POST /calls/{id}/..., and its summary in OpenAPI. */
type CommandPath = { readonly path: string; readonly summary: string };

/**
 * One route for each command; its body holds the command's fields. A command without a route does
 * not compile.
 */
const PATHS: Readonly<Record<CallCommandKind, CommandPath>> = {
  answer: { path: 'answer', summary: 'Answers a ringing call' },
  decline: { path: 'decline', summary: 'Declines a ringing call: the caller hears the busy tone' },
  end: { path: 'hangup', summary: 'Hangs up the caller' },
  changeVoice: {
    path: 'voice',
    summary: 'Changes the voice at the next pause; see pendingVoice and voice of the call',
  },
  changeModel: {
    path: 'model',
    summary: 'Changes the model at the next pause; see pendingModel and model of the call',
  },
  repromptAgent: { path: 'reprompt', summary: 'Makes the agent say again what it said last' },
  reconnectAgent: { path: 'reconnect-agent', summary: "Replaces the agent's connection" },
  hold: { path: 'hold', summary: 'Puts the caller on hold: they hear music' },
  resume: { path: 'resume', summary: 'Takes the caller back from hold' },
  muteCaller: { path: 'mute-caller', summary: 'The agent hears silence instead of the caller' },
  muteAgent: { path: 'mute-agent', summary: 'The caller hears silence instead of the agent' },
  pauseAgent: { path: 'pause-agent', summary: 'The agent neither hears nor speaks' },
  cutAgent: {
    path: 'cut-agent',
    summary: 'Stops the agent before the caller hears the rest; the next whisper makes it speak',
  },
  holdSentence: {
    path: 'sentence/hold',
    summary: 'What the agent is saying waits: the caller hears silence, for 8 s at most',
  },
  releaseSentence: { path: 'sentence/release', summary: 'The held sentence goes on' },
  say: { path: 'say', summary: 'Makes the agent say this text word for word' },
  whisper: {
    path: 'whisper',
    summary: 'Gives the agent an instruction that the caller does not hear',
  },
  changeInstruction: {
    path: 'instruction',
    summary: 'Replaces the system instruction for the rest of the call',
  },
  setBargeIn: {
    path: 'barge-in',
    summary: 'Sets what happens when the caller speaks while the agent does',
  },
  sendDtmf: { path: 'dtmf', summary: 'Sends keys to the caller' },
  transfer: { path: 'transfer', summary: 'Sends the caller to somebody else at once' },
  consult: { path: 'consult', summary: 'Calls a third party to consult before a transfer' },
  completeTransfer: {
    path: 'complete-transfer',
    summary: 'Connects the caller to the consulted party',
  },
  cancelTransfer: {
    path: 'cancel-transfer',
    summary: 'Hangs up the consulted party and takes the caller back',
  },
  takeOver: {
    path: 'take-over',
    summary: 'The supervisor speaks instead of the agent, see GET /calls/{id}/headset',
  },
  handBack: { path: 'hand-back', summary: 'The agent goes on and is told what was said meanwhile' },
  answerQuestion: { path: 'questions/answer', summary: 'Answers a question of the agent' },
  approveTool: {
    path: 'questions/approve',
    summary: 'Has a tool carried out that waits for approval',
  },
  rejectTool: {
    path: 'questions/reject',
    summary: 'Refuses a tool that waits for approval; the agent is told the reason',
  },
  acknowledgeAlert: {
    path: 'alerts/acknowledge',
    summary: 'Says that somebody has seen to an alert',
  },
  startRecording: { path: 'recording/start', summary: 'Begins to record the call' },
  stopRecording: { path: 'recording/stop', summary: 'Ends the recording of the call' },
  pauseRecording: {
    path: 'recording/pause',
    summary: 'Records silence, e.g. while the caller reads a card number',
  },
  resumeRecording: { path: 'recording/resume', summary: 'Records the call again' },
};

/** One POST for each command to a call, and POST /calls. */
export const commandRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  for (const [kind, { path, summary }] of Object.entries(PATHS)) {
    const fields = COMMAND_FIELDS[kind as CallCommandKind];
    const hasFields = Object.keys(fields).length > 0;
    const body = z.strictObject(fields);
    // A command whose fields may all be left out needs no body.
    const isOptional = body.safeParse({}).success;
    server.post(
      `/calls/:id/${path}`,
      {
        schema: {
          summary,
          description: 'Needs an acting token.',
          tags: ['commands'],
          params: callParams,
          ...(hasFields ? { body: isOptional ? body.nullable() : body } : {}),
          response: { 204: z.null().describe('Done'), ...COMMAND_REFUSALS },
        },
      },
      async (request, reply) => {
        // The body has passed the schema of this kind's fields, so kind and body form the command.
        const command = { kind, ...(request.body as object | null) } as CallCommand;
        const { calls } = deskOf(options.desk, request);
        valueOrProblem(await calls.command(request.params.id, command));
        return reply.code(204).send(null);
      },
    );
  }

  server.post(
    '/calls',
    {
      schema: {
        summary: 'Places an outgoing call',
        description:
          'Needs an acting token. 202: Asterisk dials. GET /calls/{id} shows the progress.',
        tags: ['commands'],
        body: outgoingCall,
        response: { 202: z.object({ id: z.string() }), ...COMMAND_REFUSALS },
      },
    },
    async (request, reply) => {
      const { calls } = deskOf(options.desk, request);
      const id = valueOrProblem(await calls.place(request.body));
      return reply.code(202).send({ id });
    },
  );
  done();
};
