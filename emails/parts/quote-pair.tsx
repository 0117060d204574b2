import type { PanelQuote } from '../digest.ts';
import { Mso } from './mso.tsx';
import { Stamp } from './stamp.tsx';

/** Side by side where two fit, stacked where not, with no media query; Outlook gets a table. */
export function QuotePair({ quotes }: { quotes: [PanelQuote, PanelQuote] }) {
  return (
    <>
      <Mso html='<table role="presentation" width="100%"><tr><td width="50%">' />
      <Quote {...quotes[0]} />
      <Mso html='</td><td width="50%">' />
      <Quote {...quotes[1]} />
      <Mso html="</td></tr></table>" />
    </>
  );
}

function Quote({ on, reviewer, stance, quote }: PanelQuote) {
  return (
    <div className="quote" style={{ display: 'inline-block', width: '100%', maxWidth: 268, verticalAlign: 'top' }}>
      <p style={{ margin: '20px 16px 6px 0', fontSize: 13 }}>
        <Stamp stance={stance} />
        {`\u2002${reviewer} on ${on}`}
      </p>
      <p style={{ margin: '0 16px 0 0' }}>{`“${quote}”`}</p>
    </div>
  );
}
