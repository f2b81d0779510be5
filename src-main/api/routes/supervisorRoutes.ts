import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ACTION_FIELDS, outgoingCall } from '#main/rules/supervisorActionSchema';
import { recordOfAction, recordOfOutgoingCall } from '#model/actionRecord';
import type { SupervisorAction, SupervisorActionKind } from '#model/supervisorAction';
import { act } from '../acting';
import { callParams } from '../historySchemas';
import { ACTION_REFUSALS, valueOrProblem } from '../problems';
import type { RouteOptions } from './routeOptions';

/** Last part of POST /calls/{id}/..., and what it does. */
type ActionPath = { readonly path: string; readonly summary: string };

/** One route for each action: its body holds the fields of the action. An action without a route does not compile. */
const PATHS: Readonly<Record<SupervisorActionKind, ActionPath>> = {
  hold: { path: 'hold', summary: 'Puts the caller on hold: he hears music' },
  resume: { path: 'resume', summary: 'Brings the caller back from hold' },
  muteCaller: { path: 'mute-caller', summary: 'The agent hears silence instead of the caller' },
  muteAgent: { path: 'mute-agent', summary: 'The caller hears silence instead of the agent' },
  pauseAgent: { path: 'pause-agent', summary: 'The agent neither hears nor speaks' },
  say: { path: 'say', summary: 'The agent says this text to the caller' },
  whisper: { path: 'whisper', summary: 'Tells the agent something the caller does not hear' },
  changeInstruction: {
    path: 'instruction',
    summary: 'Replaces the system instruction for the rest of the call',
  },
  setBargeIn: { path: 'barge-in', summary: 'What happens when the caller interrupts the agent' },
  sendDtmf: { path: 'dtmf', summary: 'Sends keys to the caller' },
  transfer: { path: 'transfer', summary: 'Sends the caller to somebody else at once' },
  consult: { path: 'consult', summary: 'Calls somebody to ask before a transfer' },
  completeTransfer: {
    path: 'complete-transfer',
    summary: 'Connects the caller and whom was asked',
  },
  cancelTransfer: {
    path: 'cancel-transfer',
    summary: 'Hangs up whom was asked and brings the caller back',
  },
  takeOver: {
    path: 'take-over',
    summary: 'The supervisor speaks instead of the agent, see GET /calls/{id}/operator-audio',
  },
  handBack: { path: 'hand-back', summary: 'The agent goes on, told what was said meanwhile' },
  startRecording: { path: 'recording/start', summary: 'Begins to record the call' },
  stopRecording: { path: 'recording/stop', summary: 'Ends the recording of the call' },
  pauseRecording: {
    path: 'recording/pause',
    summary: 'The recording goes on with silence, e.g. while a card number is read',
  },
  resumeRecording: { path: 'recording/resume', summary: 'The recording has the call again' },
};

/** The whole supervisor's desk: one POST for each action on a call, and POST /calls. */
export const supervisorRoutes: FastifyPluginCallbackZod<RouteOptions> = (server, options, done) => {
  const { control } = options;
  for (const [kind, { path, summary }] of Object.entries(PATHS)) {
    const fields = ACTION_FIELDS[kind as SupervisorActionKind];
    const hasFields = Object.keys(fields).length > 0;
    server.post(
      `/calls/:id/${path}`,
      {
        schema: {
          summary,
          description: 'Needs an acting token.',
          tags: ['actions'],
          params: callParams,
          ...(hasFields ? { body: z.strictObject(fields) } : {}),
          response: { 204: z.null().describe('Done'), ...ACTION_REFUSALS },
        },
      },
      async (request, reply) => {
        const callId = request.params.id;
        const body = hasFields ? (request.body as object) : {};
        // A body has passed the fields of this kind: together they are the action.
        const action = { kind, ...body } as SupervisorAction;
        const { action: name, params } = recordOfAction(action);
        const work = () => control.act(callId, action);
        valueOrProblem(await act(options, request, { name, callId, params, work }));
        return reply.code(204).send(null);
      },
    );
  }

  server.post(
    '/calls',
    {
      schema: {
        summary: 'Calls somebody',
        description:
          'Needs an acting token. 202: Asterisk dials; what becomes of it shows in the call.',
        tags: ['actions'],
        body: outgoingCall,
        response: { 202: z.object({ id: z.string() }), ...ACTION_REFUSALS },
      },
    },
    async (request, reply) => {
      const { action: name, params } = recordOfOutgoingCall(request.body);
      const work = () => control.placeCall(request.body);
      const id = valueOrProblem(await act(options, request, { name, callId: null, params, work }));
      return reply.code(202).send({ id });
    },
  );
  done();
};
