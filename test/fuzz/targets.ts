import type { Target } from './target.ts';
import { dataDocuments } from './targets/data-documents.ts';
import { dataFolders } from './targets/data-folders.ts';
import { deskForms } from './targets/desk-forms.ts';
import { csvImports, jsonImports } from './targets/imports.ts';
import { compiledLayouts, layoutSources } from './targets/layouts.ts';
import { providerAnswers } from './targets/provider-answers.ts';
import { providerEvents } from './targets/provider-events.ts';
import { publicPages } from './targets/public-pages.ts';
import { readerLinks } from './targets/reader-links.ts';
import { settings } from './targets/settings.ts';
import { signUpPuzzles, signUps } from './targets/sign-ups.ts';
import { signedTokens } from './targets/signed-tokens.ts';
import { studioForms, studioPages } from './targets/studio.ts';
import { typedAddresses } from './targets/typed-addresses.ts';
import { webhooks } from './targets/webhooks.ts';
import { wildContent } from './targets/wild-content.ts';

/** Everything of ours that takes what comes from outside. */
export const targets: readonly Target[] = [
  settings,
  dataDocuments,
  dataFolders,
  wildContent,
  csvImports,
  jsonImports,
  layoutSources,
  compiledLayouts,
  deskForms,
  signedTokens,
  typedAddresses,
  signUps,
  signUpPuzzles,
  publicPages,
  readerLinks,
  studioPages,
  studioForms,
  providerAnswers,
  providerEvents,
  webhooks,
];
