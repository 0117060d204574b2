import type { ReactNode } from 'react';
import { fonts, light } from '../theme.ts';
import { paint } from './paint.ts';

// The one way to colour links in an editor's HTML when a client drops the style sheet.
const linkColour = { link: light.link };

/** Page, article and the one column of bands. Language and title stand here again, since clients drop html and head. */
export function MailBody({ title, children }: { title: string; children: ReactNode }) {
  const { className, style } = paint('page');
  const text = { font: `16px/1.5 ${fonts.text}`, textAlign: 'left', wordWrap: 'break-word' } as const;
  return (
    <body {...linkColour} className={className} style={{ ...style, margin: 0 }}>
      {/* biome-ignore lint/a11y/useSemanticElements: mail clients know the role but drop the element */}
      <div
        role="article"
        aria-roledescription="email"
        aria-label={title}
        lang="en"
        dir="ltr"
        className={className}
        style={{ ...style, ...text }}
      >
        {children}
      </div>
    </body>
  );
}
