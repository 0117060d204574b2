/** Why a batch is left open. */
export type LeftOff =
  | { kind: 'stopped-by-signal' }
  | { kind: 'lease-lost' }
  | { kind: 'paused-by-editor' }
  /** Goes on once a person has changed something. */
  | { kind: 'paused'; because: string }
  /** Goes on by itself with the next run. */
  | { kind: 'interrupted'; because: string };

/** How a run over an issue's batches ends. */
export type SendResult = { kind: 'nothing-left' } | LeftOff;
