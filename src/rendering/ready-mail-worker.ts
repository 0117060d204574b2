import { parentPort, workerData } from 'node:worker_threads';
import { type MailToReady, readyMail } from './ready-mail.ts';

parentPort?.postMessage(await readyMail(workerData as MailToReady));
