import { Html } from '@react-email/html';
import type { PersonalMail } from '../personal-mail.ts';
import { fonts } from '../theme.ts';
import { Band } from './band.tsx';
import { Column } from './column.tsx';
import { DocumentHead } from './document-head.tsx';
import { MailBody } from './mail-body.tsx';
import { paint } from './paint.ts';
import { Preheader } from './preheader.tsx';
import { TextLink } from './text-link.tsx';

const paragraph = { margin: '0 0 12px' };

function Paragraphs({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => (
    <p key={text} style={paragraph}>
      {text}
    </p>
  ));
}

function List({ heading, items }: NonNullable<PersonalMail['list']>) {
  return (
    <Band on="card" line="rule">
      <h2 style={{ margin: '0 0 12px', font: `700 20px/1.3 ${fonts.heading}` }}>{heading}</h2>
      {items.map(({ words, url, remark }) => (
        <p key={url} style={paragraph}>
          <b>
            <TextLink href={url}>{words}</TextLink>
          </b>
          <br />
          {remark}
        </p>
      ))}
    </Band>
  );
}

function PersonalMailFooter({ links = [], why, postalAddress }: PersonalMail) {
  const { className, style } = paint('muted-page');
  return (
    <Band on="page">
      <div className={className} style={{ ...style, fontSize: 14 }}>
        <p style={paragraph}>{why}</p>
        {links.map(({ words, url }) => (
          <p key={url} style={paragraph}>
            <TextLink href={url} on="page">
              {words}
            </TextLink>
          </p>
        ))}
        <p style={{ margin: 0 }}>{postalAddress}</p>
      </div>
    </Band>
  );
}

/** The look of every personal mail. */
export function PersonalMailLayout(mail: PersonalMail) {
  const { title, preheader, paragraphs, action, remarks = [], list } = mail;
  return (
    <Html lang="en" dir="ltr">
      <DocumentHead title={title} />
      <MailBody title={title}>
        <Preheader text={preheader} />
        <Column>
          <Band on="page">
            <h1 style={{ margin: 0, font: `700 26px/1.2 ${fonts.heading}` }}>{title}</h1>
          </Band>
          <Band on="card" line="ink">
            <Paragraphs texts={paragraphs} />
            {action && (
              <p style={{ margin: '0 0 12px', fontSize: 18, fontWeight: 700 }}>
                <TextLink href={action.url}>{action.words}</TextLink>
              </p>
            )}
            <Paragraphs texts={remarks} />
          </Band>
          {list && <List {...list} />}
          <PersonalMailFooter {...mail} />
        </Column>
      </MailBody>
    </Html>
  );
}
