import { problemResponse } from '../problems';

/** Statuses of refused requests to the history. */
export const HISTORY_REFUSALS = {
  400: problemResponse,
  403: problemResponse,
  404: problemResponse,
  409: problemResponse,
  503: problemResponse,
  504: problemResponse,
} as const;
