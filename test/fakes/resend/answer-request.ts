import type { ServerResponse } from 'node:http';
import type { Account } from './account.ts';
import { type FaultPlan, faultPlan } from './faults.ts';
import { countRequest, rateHeaders } from './rate-limit.ts';
import { listMails, showMail } from './read-mails.ts';
import type { ReceivedRequest } from './received-request.ts';
import { notFound, rateLimitExceeded } from './refusal.ts';
import { type Reply, refusalReply } from './reply.ts';
import { gateReply } from './request-gate.ts';
import { type LoggedRequest, logOf } from './request-log.ts';
import { type Sent, sendMails } from './send-mails.ts';
import { templateReply } from './template-routes.ts';
import { quietTime, writeEnding } from './write-ending.ts';

const NOTHING_WRONG: FaultPlan = { accepts: true, ending: 'answer' };

/** One request from its arrival to its end, happy or scripted. */
export async function answerRequest(account: Account, request: ReceivedRequest, response: ServerResponse) {
  const log = logOf(request);
  account.requests.push(log);
  response.once('close', () => {
    if (!response.writableFinished) log.status = 'lost';
  });

  const { plan, sent, headers } = decide(account, request, log);
  log.accepted = sent.mails.length;
  log.replayed = sent.replayed;
  try {
    if (sent.mails.length > 0) await account.beforeAnswer?.(sent.mails);
    if (plan.waitMs !== undefined) await quietTime(plan.waitMs, response);
  } finally {
    if (sent.kept) sent.kept.running = false;
  }
  if (plan.closesForMs !== undefined) account.closeDoor(plan.closesForMs);
  log.status = await writeEnding(plan.ending, sent.reply, headers, response);
}

/** Everything that has to happen in one go, so that two requests can never overtake each other in it. */
function decide(account: Account, request: ReceivedRequest, log: LoggedRequest) {
  const { refused, headers } = admit(account, request);
  if (refused) return { plan: NOTHING_WRONG, sent: onlyReply(refused), headers };
  const fault = account.chooseFault(request);
  log.fault = typeof fault === 'object' ? fault.kind : (fault ?? null);
  const plan = fault === undefined ? NOTHING_WRONG : faultPlan(fault);
  const sent = plan.accepts ? route(account, request, plan.rejects ?? []) : onlyReply(NOT_TAKEN);
  return { plan, sent, headers };
}

function admit(
  account: Account,
  request: ReceivedRequest,
): { refused?: Reply | undefined; headers: Record<string, string> } {
  const { rateLimit, omitRetryAfter } = account.settings;
  const stopped = gateReply(request, account.settings);
  if (rateLimit === null) return { refused: stopped, headers: {} };

  const counted = countRequest(account.recentRequests, rateLimit, request.receivedAt.getTime());
  account.recentRequests = counted.recent;
  const headers = rateHeaders(counted.reading, omitRetryAfter);
  const limited = counted.allowed ? undefined : refusalReply(rateLimitExceeded(rateLimit));
  return { refused: stopped ?? limited, headers };
}

function route(account: Account, request: ReceivedRequest, rejects: readonly string[]): Sent {
  if (request.sends) return sendMails(account, request, rejects);
  if (request.method === 'GET' && request.path === '/emails')
    return onlyReply(listMails(account.mailbox, request.query));
  const id = /^\/emails\/([^/]+)$/.exec(request.path)?.[1];
  if (request.method === 'GET' && id !== undefined) return onlyReply(showMail(account.mailbox, id));
  return onlyReply(templateReply(account, request) ?? NO_SUCH_ROUTE);
}

function onlyReply(reply: Reply): Sent {
  return { reply, mails: [], replayed: false, kept: null };
}

const NO_SUCH_ROUTE = refusalReply(notFound('The requested endpoint does not exist.'));
/** Never written: a fault that takes nothing has its own ending. */
const NOT_TAKEN: Reply = { status: 500, headers: {}, body: '' };
