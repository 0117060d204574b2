import { paint } from './paint.ts';

type TextLinkProps = { href: string; on?: 'card' | 'page'; children: string };

export function TextLink({ href, on = 'card', children }: TextLinkProps) {
  return (
    <a href={href} {...paint(on === 'card' ? 'link' : 'link-page')}>
      {children}
    </a>
  );
}
