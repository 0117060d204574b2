import { BlockList, isIP } from 'node:net';

/** An open or a click of one delivery. */
export type Reaction = {
  kind: 'opened' | 'clicked';
  at: Date | undefined;
  link: string | undefined;
  ip: string | undefined;
  agent: string | undefined;
};

/** What the other events of the delivery and the mail itself tell about a reaction. */
export type ReactionContext = {
  deliveredAt: Date | undefined;
  reactions: readonly Reaction[];
  /** Whether a link is one of the mail's, for each of its links. */
  links: readonly ((link: string) => boolean)[];
};

type MachineRule = { because: string; matches(reaction: Reaction, context: ReactionContext): boolean };

const SOON_MS = 10_000;
const BURST_MS = 60_000;
/** A reader may well open every link of a mail that has two. */
const LINKS_FEWEST = 3;

const AGENTS =
  /GoogleImageProxy|YahooMailProxy|bot\b|crawler|spider|scanner|Barracuda|Mimecast|Proofpoint|SafeLinks|BingPreview|facebookexternalhit|HeadlessChrome|python-requests|curl\/|Go-http-client/i;

const proxies = new BlockList();
// Apple's own block, from which Mail Privacy Protection may fetch.
proxies.addSubnet('17.0.0.0', 8);
// Google's fetchers, the image proxy of Gmail among them.
proxies.addSubnet('66.249.64.0', 19);
// Exchange Online Protection, as Microsoft lists it among the addresses of Microsoft 365.
for (const [net, prefix] of [
  ['40.92.0.0', 15],
  ['40.107.0.0', 16],
  ['52.100.0.0', 14],
  ['104.47.0.0', 17],
] as const)
  proxies.addSubnet(net, prefix);

function isNear(one: Date | undefined, other: Date | undefined, ms: number): boolean {
  return one !== undefined && other !== undefined && Math.abs(one.getTime() - other.getTime()) <= ms;
}

function clickedEveryLink(clicked: Reaction, { reactions, links }: ReactionContext): boolean {
  if (clicked.kind !== 'clicked' || links.length < LINKS_FEWEST) return false;
  const burst = reactions.filter(({ kind, at }) => kind === 'clicked' && isNear(at, clicked.at, BURST_MS));
  return links.every((isLink) => burst.some(({ link }) => link !== undefined && isLink(link)));
}

/** Signs that no person opened or clicked. Marks only: nothing is thrown away, and reports show both. */
export const machineRules: readonly MachineRule[] = [
  {
    because: 'a known scanner or proxy by its name',
    matches: ({ agent }) => agent !== undefined && AGENTS.test(agent),
  },
  { because: 'a known proxy by its address', matches: ({ ip }) => ip !== undefined && isKnownProxy(ip) },
  {
    because: `within ${SOON_MS / 1000} seconds of the delivery`,
    matches: ({ at }, { deliveredAt }) => isNear(at, deliveredAt, SOON_MS),
  },
  { because: `every link of the mail within ${BURST_MS / 1000} seconds`, matches: clickedEveryLink },
];

function isKnownProxy(ip: string): boolean {
  const family = isIP(ip);
  return family !== 0 && proxies.check(ip, family === 6 ? 'ipv6' : 'ipv4');
}

/** Why a reaction is thought to be a machine's: the first rule that matches; undefined for a person's. */
export function machineReason(reaction: Reaction, context: ReactionContext): string | undefined {
  return machineRules.find((rule) => rule.matches(reaction, context))?.because;
}

/** A link as a mail has it, and a test for it with any reader's token in the place of the slots. */
export type MailLink = { href: string; isLink(link: string): boolean };

/** Every link of a mail's HTML, once. */
export function mailLinks(html: string): MailLink[] {
  const hrefs = new Set(
    [...html.matchAll(/href="(https?:[^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')),
  );
  return [...hrefs].map((href) => {
    const [start = '', ...ends] = href.split(/%%[A-Z_]+%%/);
    if (ends.length === 0) return { href, isLink: (link) => link === href };
    return { href, isLink: (link) => link.startsWith(start) && link.endsWith(ends.at(-1) ?? '') };
  });
}
