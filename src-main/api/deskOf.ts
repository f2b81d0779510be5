import type { FastifyRequest } from 'fastify';
import { type Actor, nameOf } from '#main/desk/actor';
import type { ActorDesk, SupervisorDesk } from '#main/desk/supervisorDesk';

/** The desk, acting in the name of the request's token. */
export function deskOf(desk: SupervisorDesk, request: FastifyRequest): ActorDesk {
  return desk.as(actorOf(request));
}

/** Name of the request's actor, for the log. */
export function actorName(request: FastifyRequest): string {
  return nameOf(actorOf(request));
}

function actorOf({ access }: FastifyRequest): Actor {
  return { kind: 'api', name: 'token' in access ? access.token : 'nobody' };
}
