import type { Generated } from 'kysely';

/** Instants are stored as `2026-11-17T09:00:00.000Z`, days as `2026-11-17`, documents as JSON text: readable, and the same in every database. */
type Instant = string;

type IssuesTable = {
  id: Generated<number>;
  /** Unique: whatever fires, a week makes one issue. The week itself, or what is mailed beside it. */
  name: string;
  state: 'draft' | 'approved' | 'sending' | 'sent' | 'held' | 'skipped';
  cutoff_on: string;
  content: string | null;
  content_hash: string | null;
  /** Chosen with their points, refused with their reasons, faults of the data. */
  report: string;
  /** Why it is held or skipped, and who said so. */
  reason: string | null;
  decided_by: 'composing' | 'schedule' | 'editor' | null;
  approval: string | null;
  composed_at: Instant;
  frozen_at: Instant | null;
  sent_at: Instant | null;
  /** Why sending stands still; cleared when it goes on. */
  paused_because: string | null;
  /** The editor whose words it holds: composing by itself leaves it alone then. */
  edited_by: string | null;
  /** A time of sending of its own, in place of the schedule's. */
  send_at: Instant | null;
};

/** Who did what to an issue, the first draft included; with the content wherever it became another. */
type IssueChangesTable = {
  id: Generated<number>;
  name: string;
  at: Instant;
  who: string;
  act: string;
  note: string | null;
  content: string | null;
  content_hash: string | null;
};

/** Hashes of what is in an editor's mailbox or cookie: the table alone signs nobody in. */
type EditorTokensTable = { token_hash: string; editor: string; expires_at: Instant };

/** What editors were told about an issue, each at most once. */
type EditorNoticesTable = { name: string; kind: string; at: Instant };

/** The mail of an issue as it goes out, with slots for what differs from reader to reader. */
type FrozenMessagesTable = {
  issue_id: number;
  message: string;
  /** How many deliveries were frozen; they never become fewer. */
  audience: number;
  /** When an editor stopped what had not left; null while everything may leave. */
  stopped_at: Instant | null;
  /** How its batches go out, whatever the setting says later: `inline`, or the id of its published template; null until it is decided. */
  form: string | null;
};

/** The mail of an issue in another order of its pairings, for those who chose categories. */
type FrozenOrdersTable = {
  issue_id: number;
  interest_order: string;
  message: string;
  /** Its published template; null where its issue goes out inline, and until that is decided. */
  template_id: string | null;
};

type SubscribersTable = {
  id: Generated<number>;
  /** As the reader wrote it. */
  address: string;
  /** What addresses are compared by; unique. */
  address_key: string;
  name: string | null;
  status: 'pending' | 'active' | 'unsubscribed' | 'suppressed';
  /** In words, for people. */
  status_reason: string | null;
  /** What rules go by; null unless suppressed, and when nobody knows. `editor`: put aside by hand, and free to come back. */
  suppressed_for: 'passing-bounces' | 'provider' | 'bounce' | 'complaint' | 'editor' | null;
  status_changed_at: Instant;
  consent_source: string;
  consent_at: Instant;
  created_at: Instant;
  /** The page the form stood on, the version of what it said, and who filled it in. */
  consent_page: string | null;
  consent_text_version: string | null;
  consent_ip_hash: string | null;
  consent_user_agent: string | null;
  confirmed_at: Instant | null;
  /** A JSON list of categories of interest; null for all. */
  categories: string | null;
  /** The day the pause ends. */
  paused_until: string | null;
  /** The issue whose link the reader left by. */
  left_issue_id: number | null;
  /** Issues in a row that bounced for a passing reason. */
  soft_bounces: Generated<number>;
};

/** Mails that answer a reader, waiting to be sent; a sent one is deleted. */
type OutgoingMailsTable = {
  id: string;
  kind: string;
  address: string;
  message: string;
  created_at: Instant;
  attempts: Generated<number>;
  /** Null once it is given up. */
  next_attempt_at: Instant | null;
  problem: string | null;
};

/** Filled-in forms: waiting for their mail, answered by one, confirmed by its link. Kept for a week. */
type SignUpsTable = {
  id: Generated<number>;
  address: string;
  address_key: string;
  state: 'waiting' | 'answered' | 'confirmed';
  page: string;
  ip_hash: string;
  user_agent: string;
  created_at: Instant;
  /** What the visitor voted, as `tool=ship&other-tool=skip`; cast when the sign-up is confirmed. */
  votes: string | null;
};

/** How much of a limit is used up, by a key that names nobody. */
type RateLimitsTable = { key: string; points: number; resets_at: Instant };

/** What the provider told us, as it came; by the id of its sender, so that a repetition is the same row. */
type ProviderEventsTable = {
  svix_id: string;
  type: string;
  received_at: Instant;
  body: string;
  /** `parked`: about a mail we do not know yet; `ignored`: changes nothing, the problem says why. */
  state: 'waiting' | 'applied' | 'parked' | 'ignored';
  /** How often it was worked on in vain. */
  tries: Generated<number>;
  email_id: string | null;
  issue_id: number | null;
  subscriber_id: number | null;
  /** Why an open or a click is thought to be a machine's. */
  machine: string | null;
  /** By the provider's clock; null where it did not say, and of events that came before this was kept. */
  happened_at: Instant | null;
  /** The link of the mail that was clicked, as the mail has it: slots in place of what differs from reader to reader. */
  link: string | null;
  problem: string | null;
};

/** Keyed hashes of addresses whose owners asked to be erased, so that no import brings them back. */
type ErasedAddressesTable = { address_hash: string; erased_at: Instant };

type BatchesTable = {
  issue_id: number;
  /** 1, 2, 3 ... within the issue; with the issue it is the batch's own id. */
  number: number;
  /** `stopped`: an editor decided that it does not leave. */
  state: 'waiting' | 'attempted' | 'settled' | 'unknown' | 'stopped';
  /** Counts the times it was set back because nothing of it had been accepted; part of the idempotency key. */
  round: Generated<number>;
  first_attempt_at: Instant | null;
  /** Calls that were made and got no answer that says what became of them; counted before the call, taken back after the answer. */
  unanswered: Generated<number>;
  problem: string | null;
};

/** What the calls of a batch are made of: frozen before the first attempt, kept until the batch is settled or set back. */
type FrozenAttemptsTable = {
  issue_id: number;
  batch_number: number;
  /** Subscriber, address, token and any order of interest of each item, in order. */
  recipients: string;
  body_sha256: string;
  /** Tells the API key of the attempts from another one; null for those of before this was kept. */
  api_key_mark: string | null;
};

/** The order within a batch is that of the subscribers' ids. */
type DeliveriesTable = {
  issue_id: number;
  subscriber_id: number;
  batch_number: number;
  /** Null while waiting. */
  outcome: 'accepted' | 'rejected' | 'suppressed' | 'unsubscribed' | 'unknown' | null;
  /** What the provider said happened after it accepted; null while on its way, `suppressed` when it never sent it. */
  event: 'suppressed' | 'delivered' | 'bounced' | 'complained' | null;
  email_id: string | null;
  problem: string | null;
};

/** When the database was sent from into a stand-in. */
type RehearsalsTable = { began_at: Instant };

type VotesTable = { tool: string; subscriber_id: number; choice: 'ship' | 'skip'; voted_at: Instant };

type ScheduleRunsTable = {
  job: string;
  slot: Instant;
  claimed_at: Instant;
  finished_at: Instant | null;
  outcome: string | null;
};

type LeasesTable = { name: string; holder: string; expires_at: Instant };

/** When the next call of an account may leave, by the database's clock, and how far apart calls are. */
type PacesTable = { account: string; spacing_ms: number; next_call_at_ms: number };

export type DatabaseSchema = {
  issues: IssuesTable;
  issue_changes: IssueChangesTable;
  editor_links: EditorTokensTable;
  editor_sessions: EditorTokensTable;
  editor_notices: EditorNoticesTable;
  frozen_messages: FrozenMessagesTable;
  frozen_orders: FrozenOrdersTable;
  subscribers: SubscribersTable;
  erased_addresses: ErasedAddressesTable;
  outgoing_mails: OutgoingMailsTable;
  sign_ups: SignUpsTable;
  rate_limits: RateLimitsTable;
  provider_events: ProviderEventsTable;
  batches: BatchesTable;
  frozen_attempts: FrozenAttemptsTable;
  deliveries: DeliveriesTable;
  rehearsals: RehearsalsTable;
  votes: VotesTable;
  schedule_runs: ScheduleRunsTable;
  leases: LeasesTable;
  paces: PacesTable;
};
