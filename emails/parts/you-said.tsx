import type { YouSaidBlock } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { LabelledText } from './labelled-text.tsx';
import { TextLink } from './text-link.tsx';

/** What readers made of the previous issue, below this one's lineup. */
export function YouSaid({ sentence, url }: YouSaidBlock) {
  return (
    <LabelledText label={words.youSaid}>
      <p style={{ margin: '8px 0 0' }}>
        {sentence}
        <br />
        <TextLink href={url}>{words.fullScorecard}</TextLink>
      </p>
    </LabelledText>
  );
}
