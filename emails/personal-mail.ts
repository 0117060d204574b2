/** A short mail to one person, a reader or an editor: finished words only. The HTML and the text are both made from this. */
export type PersonalMail = {
  subject: string;
  title: string;
  preheader: string;
  paragraphs: readonly string[];
  /** The one thing the mail is about. */
  action?: PersonalMailLink;
  /** Below the action. */
  remarks?: readonly string[];
  list?: { heading: string; items: readonly (PersonalMailLink & { remark: string })[] };
  links?: readonly PersonalMailLink[];
  /** Why the reader gets this mail. */
  why: string;
  postalAddress: string;
};

export type PersonalMailLink = { words: string; url: string };
