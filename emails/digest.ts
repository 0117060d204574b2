/** What the weekly digest shows: finished values only. Templates and the text writer both read this, so neither can know more. */
export type Digest = {
  /** The name in the header and in <title>, e.g. `Weekly AI Tool Verdicts`. */
  title: string;
  subject: string;
  /** The line a mailbox shows after the subject: 40 to 90 characters, never a repeat of the subject. */
  preheader: string;
  /** `2026-W47` */
  number: string;
  /** `Tuesday, 17 November 2026` */
  date: string;
  onlineUrl: string;
  /** Present on mails to the team only: the words of the banner above everything else. */
  testBanner?: string;
  note?: RichText;
  /** Shown under a visible label that says it is paid for. */
  sponsor?: RichText & {
    label: string;
    /** Brings its own layout and colours, so that the look of written text is kept from it. */
    laidOut?: true;
  };
  /** The lead pairing first. */
  verdicts: VerdictBlock[];
  /** Where readers and panel disagreed most about the previous issue. */
  youSaid?: YouSaidBlock;
  /** "How the panel works" in one line. */
  panelLine: string;
  panelUrl: string;
  footer: Footer;
};

/** Text an editor wrote in Markdown, as sanitised HTML and as plain text. */
export type RichText = { html: string; text: string };

export type VerdictBlock = {
  /** `Cursor Background Agent vs SmolVLM 2.5` */
  heading: string;
  url: string;
  /** One category, or both joined by ` / ` when they differ. */
  category: string;
  call: {
    /** One sentence: `Ship SmolVLM 2.5: it runs where the data already is.` */
    sentence: string;
    /** Whose call it is: `Editor's call`, `Panel's call`, `Readers' call`. */
    by: string;
  };
  sides: [Side, Side];
  /** One sentence computed from both entries. */
  pricing: string;
  /** The sharpest disagreement, one quote a side; empty when a tool has no review. */
  quotes: [] | [PanelQuote, PanelQuote];
  voteUrl: string;
};

export type YouSaidBlock = {
  /** `31% of 120 readers would ship Alpha; the panel said 100%.` */
  sentence: string;
  /** The full comparison. */
  url: string;
};

export type Side = {
  name: string;
  /** Ships over reviews, 0 to 100, rounded; null while the panel has not reviewed the tool. */
  panelPercent: number | null;
  /** `4 ship, 0 skip` */
  split: string;
  /** `81% of 412`, or a dash with the reason there is no figure yet. */
  community: string;
  /** Whether that is a figure. */
  communityIsKnown: boolean;
  /** `Free`, `Paid, from $20/mo` */
  entry: string;
  /** At most 60 characters. */
  tagline: string;
};

export type PanelQuote = {
  /** The tool's name. */
  on: string;
  reviewer: string;
  stance: 'ship' | 'skip';
  /** At most 160 characters, cut at a word. */
  quote: string;
};

export type Footer = {
  postalAddress: string;
  /** Why the reader gets this mail. */
  why: string;
  preferencesUrl: string;
  unsubscribeUrl: string;
};
