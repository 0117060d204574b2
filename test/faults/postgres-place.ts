import { jobRunner } from '#schedule/job-runner.ts';
import { openStore } from '#store/open-store.ts';
import { onServer, startPostgres, urlOfDatabase } from '../builders/postgres-server.ts';
import type { Filling, Place } from './place.ts';
import { startSend, type World } from './world.ts';

/** The queue of batches is there as well, as after the first start of any machine. */
async function fillDatabase(url: string, { fill }: Filling): Promise<void> {
  const store = await openStore(url);
  await fill(store);
  await store.destroy();
  const runner = jobRunner(url, (error) => console.error(error));
  await runner.queue?.('batches');
  await runner.close();
}

async function sendUntilDone(world: World): Promise<void> {
  const { code, output } = await startSend(world).ended;
  if (code !== 0) world.breach(`the send ended with ${code}: ${output.slice(-500)}`);
}

/** A database of its own on a PostgreSQL server of its own; the real command sends to the end. */
export async function postgresPlace(): Promise<Place> {
  const server = await startPostgres();
  const filled = new Map<string, Promise<string>>();
  let databases = 0;
  const create = (name: string, template = 'template1') =>
    onServer(server.url, (client) => client.query(`create database ${name} template ${template}`));
  const fillOnce = (filling: Filling) => {
    const fillNew = async () => {
      const name = filling.name.replaceAll('-', '_');
      await create(name);
      await fillDatabase(urlOfDatabase(server.url, name), filling);
      return name;
    };
    const known = filled.get(filling.name) ?? fillNew();
    filled.set(filling.name, known);
    return known;
  };
  return {
    name: 'postgres',
    async database(filling) {
      databases += 1;
      const name = `seed_${databases}`;
      await create(name, await fillOnce(filling));
      const drop = async () => {
        await onServer(server.url, (client) => client.query(`drop database ${name} with (force)`));
      };
      return { url: urlOfDatabase(server.url, name), drop };
    },
    finish: sendUntilDone,
    end: server.stop,
  };
}
