import type { ReactNode } from 'react';

type ActionButtonProps = {
  action: string;
  fields?: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
};

/** A form that is one button. */
export function ActionButton({ action, fields = {}, className, children }: ActionButtonProps) {
  return (
    <form method="post" action={action} className="action">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  );
}
