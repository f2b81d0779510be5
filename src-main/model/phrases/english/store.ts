/** Words of the record of calls. */
export const STORE = {
  'history.off': 'No record of calls is kept: it could not be opened. See the log.',
  'history.no-recording': 'There is no such recording of this call.',
  'history.no-peaks-yet':
    'The overview of this recording is not made yet: it comes soon after the recording is complete.',
  'history.no-excerpt': 'The recording has nothing between these times.',
  'history.not-recorded': 'This call was not recorded, or its recording was deleted.',
  'history.export-runs': 'Another export is under way. Wait for it, or cancel it.',
  'history.recording-gone': 'The recording is not there any more.',

  'history.not-open': 'The call history is not open.',
  'history.opening': 'The call history is being opened.',
  'history.rebuilding':
    'The index of the call history is built anew. Calls go on, and what is said is written afterwards.',
  'history.restarting': 'The call history is starting again. Try once more in a moment.',
  'history.no-answer': 'The call history did not answer.',
  'history.degraded':
    '{{why}} Calls go on; what happens is kept in memory and written when it works again.',
  'history.replaced':
    'The call history was damaged. The backup {{backup}} took its place; calls that came after it are missing. The damaged file is kept as {{setAside}}.',
  'history.begun-anew':
    'The call history was damaged. There was no backup, so the history begins anew. The damaged file is kept as {{setAside}}.',
  'history.newer-version':
    'The call history was written by a newer Cordboard (version {{found}} of its tables, this one knows {{known}}). Start the newer Cordboard, or move the file away.',

  // What the disk or SQLite reports, by StorageProblem.
  'history.disk-full': 'The disk is full: free some space.',
  'history.read-only': 'The folder of the call history cannot be written: check its permissions.',
  'history.locked': 'Another program holds the file of the call history: close it.',
  'history.io': 'The disk reports an error, or is full.',
  'history.cannot-open':
    'The file of the call history cannot be opened: check the folder and its permissions.',
  'history.damaged': 'The file of the call history is damaged.',
  'history.failed': 'The call history failed: {{why}}',

  'history.no-call': 'The history has no such call.',
  'history.no-message': 'The inbox has no such message.',
  'history.no-search': 'There is no such saved search any more.',
  'history.search-name-taken': 'Another saved search is called “{{name}}”. Choose another name.',
  'history.too-many-searches': 'There are {{most}} saved searches already. Delete one first.',
  'history.wrong-cursor': 'The cursor is not one that a page ended with. Begin without one.',
  'history.caller-withheld':
    'A withheld number stands for many callers. Delete their calls one by one.',
  'history.several-spellings':
    'The calls of this caller are kept under {{count}} spellings of the number. Look at them, and name those whose calls are to be deleted.',
  'history.other-number': 'One of the spellings is another number. Nothing was deleted.',
  'history.call-goes-on': 'This call goes on: end it, then delete again.',
  'history.caller-on-line': 'This caller is on the line: end the call, then delete again.',
  'history.backups-not-cleared':
    'The caller is removed from the history, but not from all backups: {{why}} It is tried again.',
} as const;
