/** A short mail that answers one reader: finished words only. The HTML and the text are both made from this. */
export type Letter = {
  subject: string;
  title: string;
  preheader: string;
  paragraphs: readonly string[];
  /** The one thing the mail is about. */
  action?: LetterLink;
  /** Below the action. */
  remarks?: readonly string[];
  list?: { heading: string; items: readonly (LetterLink & { remark: string })[] };
  links?: readonly LetterLink[];
  /** Why the reader gets this mail. */
  why: string;
  postalAddress: string;
};

export type LetterLink = { words: string; url: string };
