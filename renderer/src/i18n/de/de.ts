import type { en } from '../en/en';
import about from './about.json';
import actions from './actions.json';
import ahead from './ahead.json';
import alertRules from './alertRules.json';
import alerts from './alerts.json';
import app from './app.json';
import audit from './audit.json';
import audition from './audition.json';
import banner from './banner.json';
import call from './call.json';
import callerEar from './callerEar.json';
import commands from './commands.json';
import composer from './composer.json';
import consultation from './consultation.json';
import controls from './controls.json';
import detail from './detail.json';
import duration from './duration.json';
import empty from './empty.json';
import exports from './exports.json';
import handBack from './handBack.json';
import headset from './headset.json';
import history from './history.json';
import inspector from './inspector.json';
import instruction from './instruction.json';
import language from './language.json';
import link from './link.json';
import list from './list.json';
import listening from './listening.json';
import logs from './logs.json';
import lookUp from './lookUp.json';
import messages from './messages.json';
import metrics from './metrics.json';
import nav from './nav.json';
import newCall from './newCall.json';
import nudges from './nudges.json';
import operators from './operators.json';
import palette from './palette.json';
import playAgain from './playAgain.json';
import profiles from './profiles.json';
import questions from './questions.json';
import quit from './quit.json';
import rehearsal from './rehearsal.json';
import scan from './scan.json';
import settings from './settings.json';
import setup from './setup.json';
import shortcuts from './shortcuts.json';
import statistics from './statistics.json';
import status from './status.json';
import store from './store.json';
import testCall from './testCall.json';
import theme from './theme.json';
import toolTrial from './toolTrial.json';
import transcript from './transcript.json';
import transfer from './transfer.json';
import unheard from './unheard.json';
import versions from './versions.json';
import voice from './voice.json';
import wallboard from './wallboard.json';
import waves from './waves.json';
import webhooks from './webhooks.json';

/** The texts in German; each that English has, and no other. */
export const de: typeof en = {
  about,
  actions,
  ahead,
  alertRules,
  alerts,
  app,
  audit,
  audition,
  banner,
  call,
  commands,
  composer,
  consultation,
  controls,
  detail,
  duration,
  empty,
  exports,
  handBack,
  callerEar,
  headset,
  listening,
  scan,
  history,
  inspector,
  instruction,
  language,
  link,
  list,
  logs,
  lookUp,
  messages,
  metrics,
  nav,
  newCall,
  nudges,
  operators,
  palette,
  playAgain,
  profiles,
  questions,
  quit,
  rehearsal,
  settings,
  setup,
  shortcuts,
  statistics,
  status,
  store,
  testCall,
  theme,
  toolTrial,
  transcript,
  transfer,
  unheard,
  versions,
  voice,
  wallboard,
  waves,
  webhooks,
};
