/** The tokens of the look: mail, pages and studio read them here and nowhere else. */
export const light = {
  page: '#F5F2EC',
  card: '#FFFFFF',
  ink: '#1B1B1F',
  mutedInk: '#5B5B63',
  rule: '#E2DCD0',
  ship: '#0B6B3A',
  skip: '#A3241B',
  link: '#1F3FBF',
} as const;

export const dark: Record<keyof typeof light, string> = {
  page: '#121214',
  card: '#1C1C20',
  ink: '#F2F0EA',
  mutedInk: '#B4B2AC',
  rule: '#38383E',
  ship: '#5FD39A',
  skip: '#FF9A8F',
  link: '#9DB2FF',
};

export const fonts = {
  heading: 'Georgia, serif',
  /** Names stay unquoted: quotes become entities inside style attributes. */
  text: '-apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif',
} as const;
