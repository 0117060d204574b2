/** 0 done, 1 failed, 2 wrong usage or invalid data. */
export type ExitCode = 0 | 1 | 2;
