/** Loaded before React Email's preview, which has no setting for it: whatever listens in this process listens on 127.0.0.1. */
import net from 'node:net';

const listen = net.Server.prototype.listen as (...given: unknown[]) => net.Server;

function onLoopback(this: net.Server, first: unknown, ...others: unknown[]): net.Server {
  const options = typeof first === 'object' && first !== null ? first : { port: Number(first ?? 0) };
  const callback = others.findLast((given) => typeof given === 'function');
  return listen.call(this, { ...options, host: '127.0.0.1' }, ...(callback ? [callback] : []));
}

net.Server.prototype.listen = onLoopback as typeof net.Server.prototype.listen;
