import type { Reading } from '../provider-list/listed-mail.ts';
import type { IssueTemplate, TemplateContent } from './issue-template.ts';

/** A template as the provider has it. */
export type ShelvedTemplate = TemplateContent & {
  id: string;
  /** `edited`: published once, and changed since. */
  state: 'draft' | 'published' | 'edited';
};

/** The provider's templates. Never throws for anything the network does. */
export type TemplateShelf = {
  /** By its id or its alias; undefined when there is none. */
  find(idOrAlias: string): Promise<Reading<ShelvedTemplate | undefined>>;
  /** Makes a draft; its id. */
  create(template: IssueTemplate): Promise<Reading<string>>;
  publish(id: string): Promise<Reading<string>>;
};
