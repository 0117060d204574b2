/**
 * Which folder may import which: one row per folder, with the reason. Anything not in the table is an error, and so is a cycle.
 * The folders under src/ stand in the order of the week, so every row only looks back.
 */
const MAY_IMPORT = [
  ['calendar', [], 'weeks, zones and the clock stand on nothing'],
  ['store', ['calendar'], 'opening the database knows rows and instants, no newsletter'],
  ['schedule', ['calendar', 'store'], 'runs named jobs at slots and records them; knows nothing of newsletters'],
  ['catalog', ['calendar'], 'reads what editors wrote, dates included'],
  ['votes', ['calendar', 'store', 'catalog'], 'counts what readers said about tools'],
  ['verdict', ['calendar', 'catalog', 'votes'], 'is computed from the catalog and vote counts alone'],
  ['selection', ['calendar', 'catalog', 'votes', 'verdict'], 'ranks and refuses pairings by their verdicts'],
  [
    'issue',
    ['calendar', 'store', 'catalog', 'votes', 'verdict', 'selection'],
    'composes the lineup and keeps the states',
  ],
  ['subscribers', ['calendar', 'store'], 'the list does not know what is mailed'],
  ['rendering', ['calendar', 'catalog', 'verdict', 'issue', 'emails'], 'turns an issue into HTML and text'],
  ['delivery', ['calendar', 'store', 'issue', 'rendering', 'subscribers'], 'freezes and sends what was rendered'],
  ['monitoring', ['calendar', 'store', 'delivery'], 'tells how the sending stands; no step of the week waits for it'],
];

const ON_TOP = '^(src/app\\.ts|src/config\\.ts|src/cli/|src/web/|src/studio/|jobs/)';

const rowRules = MAY_IMPORT.map(([folder, allowed, reason]) => ({
  name: `${folder}-looks-back-only`,
  comment: `src/${folder} may import ${allowed.length > 0 ? allowed.join(', ') : 'no other folder'}: ${reason}.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^(src|emails|jobs|test|scripts)/',
    pathNot: [`^src/${folder}/`, ...allowed.map((name) => (name === 'emails' ? '^emails/' : `^src/${name}/`))],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...rowRules,
    {
      name: 'emails-show-and-decide-nothing',
      comment: 'A template gets finished values and imports only templates, parts and the theme.',
      severity: 'error',
      from: { path: '^emails/' },
      to: { path: '^(src|jobs|test|scripts)/' },
    },
    {
      name: 'config-reads-the-environment-only',
      comment: 'config.ts is read by the top and by app.ts; it may use calendar to check zones, nothing else.',
      severity: 'error',
      from: { path: '^src/config\\.ts$' },
      to: { path: '^(src|emails|jobs|test|scripts)/', pathNot: '^src/calendar/' },
    },
    {
      name: 'steps-do-not-know-the-top',
      comment: 'app.ts joins the steps; cli, web, studio and jobs sit on top of app.ts. No step reaches up.',
      severity: 'error',
      from: { path: `^src/(${MAY_IMPORT.map(([folder]) => folder).join('|')})/` },
      to: { path: ON_TOP },
    },
    {
      name: 'app-joins-steps-not-tops',
      comment: 'app.ts is what the commands, pages and jobs stand on, so it imports none of them.',
      severity: 'error',
      from: { path: '^src/app\\.ts$' },
      to: { path: '^(src/(cli|web|studio)|jobs)/' },
    },
    {
      name: 'web-stands-on-steps',
      comment: 'Pages read the steps, app.ts and the theme of the mail; they know no command, no job and no studio.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^(src/(cli|studio)|jobs|scripts|test)/' },
    },
    {
      name: 'studio-stands-on-steps',
      comment: 'The studio reads the steps, app.ts and the parts of the site; it knows no command and no job.',
      severity: 'error',
      from: { path: '^src/studio/' },
      to: { path: '^(src/cli|jobs|scripts|test)/' },
    },
    {
      name: 'browser-scripts-stand-alone',
      comment: 'What runs in a browser is served file by file and imports nothing of the server.',
      severity: 'error',
      from: { path: '^src/studio/browser/' },
      to: { pathNot: '^src/studio/browser/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports and that starts nothing is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: '^src/(cli/verdicts\\.ts$|studio/browser/)' },
      to: {},
    },
    {
      name: 'no-drawers',
      comment: 'A thing without a home needs a better name.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(utils?|helpers?|common|lib|shared|misc|types)(/|\\.[a-z]+$)', pathNot: 'node_modules' },
    },
    {
      name: 'no-unlisted-folder',
      comment: 'A folder under src/ that has no row in the table above has no reason yet.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: `^src/(${MAY_IMPORT.map(([folder]) => folder).join('|')}|cli|web|studio)/|^src/[^/]+$`,
      },
      to: {},
    },
    {
      name: 'only-declared-packages',
      comment: 'What is imported is in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/(?!\\.bin)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
