/**
 * What each role may do: one table, read by the desk before it acts and by the window before it
 * offers. An action that is not in it does not compile.
 */
import type { AuditAction } from './audit';
import { type Phrase, phrase } from './phrases/phrase';

/** In rising order: each role may do what the ones before it may. */
export const ROLES = ['viewer', 'supervisor', 'lead', 'admin'] as const;

/** See ROLES. */
export type Role = (typeof ROLES)[number];

/** What nobody asks for: the program does it, or it is the way to a role. */
type Unasked =
  | 'call.notice'
  | 'history.callerDeleted'
  | 'operator.signIn'
  | 'operator.lock'
  | 'operator.changePin'
  | 'operator.refused';

/** What somebody may do, or may not, by their role. */
export type RoleAction = Exclude<AuditAction, Unasked> | 'audit.read';

const LEAST: Readonly<Record<RoleAction, Role>> = {
  'call.read': 'viewer',
  'calls.follow': 'viewer',
  'history.search': 'viewer',
  'history.read': 'viewer',
  'messages.read': 'viewer',

  'call.answer': 'supervisor',
  'call.changeVoice': 'supervisor',
  'call.changeModel': 'supervisor',
  'call.repromptAgent': 'supervisor',
  'call.reconnectAgent': 'supervisor',
  'call.hold': 'supervisor',
  'call.resume': 'supervisor',
  'call.muteCaller': 'supervisor',
  'call.muteAgent': 'supervisor',
  'call.pauseAgent': 'supervisor',
  'call.cutAgent': 'supervisor',
  'call.holdSentence': 'supervisor',
  'call.releaseSentence': 'supervisor',
  'call.say': 'supervisor',
  'call.whisper': 'supervisor',
  'call.changeInstruction': 'supervisor',
  'call.setBargeIn': 'supervisor',
  'call.sendDtmf': 'supervisor',
  'call.answerQuestion': 'supervisor',
  'call.approveTool': 'supervisor',
  'call.rejectTool': 'supervisor',
  'call.acknowledgeAlert': 'supervisor',
  'call.startRecording': 'supervisor',
  'call.stopRecording': 'supervisor',
  'call.pauseRecording': 'supervisor',
  'call.resumeRecording': 'supervisor',
  'call.place': 'supervisor',
  'call.listen': 'supervisor',
  'calls.scan': 'supervisor',
  'call.test': 'supervisor',
  'voice.sample': 'supervisor',
  'recording.read': 'supervisor',
  'history.addNote': 'supervisor',
  'history.setTags': 'supervisor',
  'history.redoSummary': 'supervisor',
  'history.saveSearch': 'supervisor',
  'history.removeSearch': 'supervisor',
  'message.mark': 'supervisor',
  'diagnostics.pack': 'supervisor',

  'call.decline': 'lead',
  'call.end': 'lead',
  'call.transfer': 'lead',
  'call.consult': 'lead',
  'call.completeTransfer': 'lead',
  'call.cancelTransfer': 'lead',
  'call.takeOver': 'lead',
  'call.handBack': 'lead',

  'application.takeOver': 'lead',
  'profile.save': 'lead',
  'profile.remove': 'lead',
  'profile.restore': 'lead',
  'profile.tryLookUp': 'lead',
  'profile.tryTool': 'lead',
  'profile.rehearse': 'lead',
  'call.replay': 'lead',
  'profile.saveScenarios': 'lead',
  'alertRules.save': 'lead',
  'alertRules.try': 'lead',
  'audit.read': 'lead',
  'webhooks.send': 'lead',

  'history.export': 'admin',
  'history.deleteCaller': 'admin',
  'history.deleteCall': 'admin',
  'audit.export': 'admin',
  'statistics.export': 'admin',

  'settings.update': 'admin',
  'settings.test': 'admin',
  'settings.export': 'admin',
  'program.restart': 'admin',
  'program.quit': 'admin',
  'operator.save': 'admin',
  'operator.remove': 'admin',
};

/** What a viewer hears where VIEWERS_MAY_LISTEN allows it. */
const HEARING: readonly RoleAction[] = ['call.listen', 'calls.scan', 'recording.read'];

/** The lowest role that may do something. `viewersMayListen`: VIEWERS_MAY_LISTEN. */
export function leastRole(action: RoleAction, viewersMayListen: boolean): Role {
  return viewersMayListen && HEARING.includes(action) ? 'viewer' : LEAST[action];
}

/** Whether a role may do what needs at least the other. */
export function reaches(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** Why somebody of this role may not do something; null when they may. */
export function roleRefusal(
  action: RoleAction,
  role: Role,
  viewersMayListen: boolean,
): Phrase | null {
  const least = leastRole(action, viewersMayListen);
  return reaches(role, least)
    ? null
    : phrase('operator.needs-role', { role: phrase(`role.${least}`) });
}
