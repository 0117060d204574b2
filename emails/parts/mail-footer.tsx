import type { Digest } from '../digest.ts';
import { words } from '../fixed-words.ts';
import { Band } from './band.tsx';
import { paint } from './paint.ts';
import { TextLink } from './text-link.tsx';

export function MailFooter({ panelLine, panelUrl, footer }: Pick<Digest, 'panelLine' | 'panelUrl' | 'footer'>) {
  const { className, style } = paint('muted-page');
  return (
    <Band on="page">
      <div className={className} style={{ ...style, fontSize: 14 }}>
        <p style={{ margin: '0 0 12px' }}>
          {`${panelLine} `}
          <TextLink href={panelUrl} on="page">
            {words.howThePanelWorks}
          </TextLink>
        </p>
        <p style={{ margin: '0 0 12px' }}>{footer.why}</p>
        <p style={{ margin: '0 0 12px' }}>
          <TextLink href={footer.preferencesUrl} on="page">
            {words.preferences}
          </TextLink>
          {' · '}
          <TextLink href={footer.unsubscribeUrl} on="page">
            {words.unsubscribe}
          </TextLink>
        </p>
        <p style={{ margin: 0 }}>{footer.postalAddress}</p>
      </div>
    </Band>
  );
}
