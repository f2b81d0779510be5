import actions from './actions.json';
import app from './app.json';
import audit from './audit.json';
import banner from './banner.json';
import call from './call.json';
import composer from './composer.json';
import consultation from './consultation.json';
import controls from './controls.json';
import detail from './detail.json';
import duration from './duration.json';
import empty from './empty.json';
import headset from './headset.json';
import history from './history.json';
import instruction from './instruction.json';
import link from './link.json';
import list from './list.json';
import logs from './logs.json';
import lookUp from './lookUp.json';
import messages from './messages.json';
import metrics from './metrics.json';
import nav from './nav.json';
import newCall from './newCall.json';
import nudges from './nudges.json';
import playAgain from './playAgain.json';
import profiles from './profiles.json';
import questions from './questions.json';
import quit from './quit.json';
import settings from './settings.json';
import shortcuts from './shortcuts.json';
import status from './status.json';
import store from './store.json';
import testCall from './testCall.json';
import theme from './theme.json';
import transcript from './transcript.json';
import transfer from './transfer.json';
import voice from './voice.json';
import waves from './waves.json';
import webhooks from './webhooks.json';

/** The texts in English, by the part of the window that shows them: a file for each. */
export const en = {
  actions,
  app,
  audit,
  banner,
  call,
  composer,
  consultation,
  controls,
  detail,
  duration,
  empty,
  headset,
  history,
  instruction,
  link,
  list,
  logs,
  lookUp,
  messages,
  metrics,
  nav,
  newCall,
  nudges,
  profiles,
  questions,
  quit,
  settings,
  shortcuts,
  status,
  store,
  playAgain,
  testCall,
  theme,
  transcript,
  transfer,
  voice,
  waves,
  webhooks,
};
