import { openApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { tellEditors } from '../../../src/studio/notices/tell-editors.ts';
import { whenToldToGo } from '../../store/when-told-to-go.ts';

/** Words: the database, the editors, the time. Says what this process told. */
await whenToldToGo(
  async ([DATABASE_URL = '', EDITORS = '', NOW = '']) => {
    const { config, problems } = readConfig({ DATABASE_URL, EDITORS, NOW });
    if (!config) throw new Error(problems.join('\n'));
    return openApp(config);
  },
  async (app) => (await tellEditors({ ...app, answerSoon: () => undefined })) ?? 'nothing',
);
