/** Parts of forms whose fields are checked by the main process, place by place. */
export {
  linesOf,
  newKey,
  numberOf,
  pairLines,
  pairsOf,
  recordIn,
  type Row,
  textOf,
} from './formTexts';
export { AddButton, Item, ListProblem } from './listFields';
export { problemText } from './problemText';
