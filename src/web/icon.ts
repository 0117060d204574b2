import { light } from '../../emails/theme.ts';

/** Two verdicts beside each other: one ships, one is skipped. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${light.card}"/><rect x="5" y="6" width="9" height="20" fill="${light.ship}"/><rect x="18" y="14" width="9" height="12" fill="${light.skip}"/></svg>`;
