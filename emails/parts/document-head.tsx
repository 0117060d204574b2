import { Head } from '@react-email/head';
import { light } from '../theme.ts';
import { Mso } from './mso.tsx';
import { styleSheet } from './style-sheet.ts';

// Word knows no system font stack, and its cells inherit neither alignment nor rules.
const wordStyles = [
  'td,th,p{font-family:Arial,sans-serif}',
  'td,th{text-align:left;vertical-align:top}',
  `.facts td,.facts th{border-top:1px solid ${light.rule}}`,
  '.bar td{border:0;font-size:1px;line-height:8px;mso-line-height-rule:exactly}',
].join('');

export function DocumentHead({ title }: { title: string }) {
  return (
    <Head>
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
      <title>{title}</title>
      <style>{styleSheet()}</style>
      <Mso html={`<style>${wordStyles}</style>`} />
    </Head>
  );
}
