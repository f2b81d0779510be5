import type { Registry } from 'prom-client';
import { LEFTOVERS, WEBHOOK_RESULTS } from './labels';
import { metricMakers } from './makers';

/** Makes the figures of the program: its parts, its record of calls, its process. */
export function createProgramFigures(registry: Registry) {
  const { counter, gauge } = metricMakers(registry);
  const figures = {
    componentUp: gauge(
      'cordboard_component_up',
      'Whether a part works (1) or not (0); parts that this mode does not use are absent.',
      ['component'],
    ),
    componentState: gauge('cordboard_component_state', 'State of a part: 1 for the one it is in.', [
      'component',
      'state',
    ]),
    storeState: gauge(
      'cordboard_store_state',
      'State of the record of calls: 1 for the one it is in.',
      ['state'],
    ),
    storeQueuedRows: gauge('cordboard_store_queued_rows', 'Rows that wait to be written.'),
    storeDroppedRows: counter(
      'cordboard_store_dropped_rows_total',
      'Rows that were given up because the queue was full.',
    ),
    webhooks: counter(
      'cordboard_webhook_deliveries_total',
      'Webhook events, by what became of them.',
      ['result'],
    ),
    webhooksWaiting: gauge(
      'cordboard_webhook_waiting_events',
      'Webhook events that wait for their receivers.',
    ),
    leftovers: counter(
      'cordboard_leftovers_total',
      'What belonged to no call in Asterisk and was taken up or cleared, by kind.',
      ['kind'],
    ),
    residentMemory: gauge('process_resident_memory_bytes', 'Memory of the main process, bytes.'),
    heapUsed: gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use, bytes.'),
    cpu: counter('process_cpu_seconds_total', 'Processor time of the main process, seconds.'),
    startTime: gauge('process_start_time_seconds', 'Start of the process, seconds since 1970.'),
    info: gauge('cordboard_info', 'Version; always 1.', ['version', 'mode']),
  };
  for (const result of WEBHOOK_RESULTS) {
    figures.webhooks.inc({ result }, 0);
  }
  for (const kind of Object.values(LEFTOVERS)) {
    figures.leftovers.inc({ kind }, 0);
  }
  return figures;
}

export type ProgramFigures = ReturnType<typeof createProgramFigures>;
