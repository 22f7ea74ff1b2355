import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseNameIn, withAdminClient } from "../database-admin";
import { migrate } from "../migrate";
import { clusterFolder, existingClusterFolder, removeClusterFolder } from "./cluster-folder";
import { embeddedPostgresUrl } from "./cluster-url";
import { runningPostmaster } from "./running-postmaster";
import { startEmbeddedPostgres } from "./start-embedded-postgres";

let former: string;
let dataDir: string;
beforeAll(async () => {
  former = emptyFolder();
  await (await startEmbeddedPostgres({ dataDir: former })).stop();
});
beforeEach(() => {
  dataDir = emptyFolder();
});
afterEach(() => remove(dataDir));
afterAll(() => remove(former));

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "lastgood-postgres-"));
  chmodSync(folder, 0o755);
  return folder;
}

function remove(folder: string): void {
  removeClusterFolder(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** The data folder as a start and a stop leave it, copied from one that had them: to make a database takes longer than most of what is tested. */
function startedBefore(): string {
  const { folder, password } = existingClusterFolder(former)!;
  const own = clusterFolder(dataDir);
  execFileSync("cp", ["-a", folder, own.folder]);
  writeFileSync(path.join(dataDir, "postgres.json"), JSON.stringify({ folder: own.folder, password }), { mode: 0o600 });
  return own.folder;
}

function query(url: string, sql: string): Promise<unknown[]> {
  return withAdminClient(url, async (client) => (await client.query(sql)).rows as unknown[], databaseNameIn(url));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("a life", () => {
  test("start, use, stop, start again with the data there, on loopback only, with a password only its owner can read", async () => {
    const first = await startEmbeddedPostgres({ dataDir });
    await migrate(first.url);
    await query(first.url, `insert into "Setting" values ('kept', '1')`);
    expect(
      await query(first.url, "select setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by name"),
    ).toEqual([{ setting: "127.0.0.1" }, { setting: "" }]);
    expect(
      await query(
        first.url,
        "select datcollate, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()",
      ),
    ).toEqual([{ datcollate: "C", encoding: "UTF8" }]);
    expect(statSync(path.join(dataDir, "postgres.json")).mode & 0o777).toBe(0o600);
    const withoutPassword = new URL(first.url);
    withoutPassword.password = "wrong";
    await expect(query(withoutPassword.href, "select 1")).rejects.toThrow("password authentication failed");
    expect(embeddedPostgresUrl(dataDir)).toBe(first.url);
    const pid = first.pid();
    await first.stop();
    expect([isRunning(pid), embeddedPostgresUrl(dataDir)]).toEqual([false, undefined]);

    const second = await startEmbeddedPostgres({ dataDir });
    expect(await query(second.url, `select value from "Setting"`)).toEqual([{ value: 1 }]);
    await second.stop();
  });

  test("after kill -9 of PostgreSQL it is up again on the same port, and nothing committed is lost", async () => {
    const said: string[] = [];
    startedBefore();
    const postgres = await startEmbeddedPostgres({ dataDir, onTrouble: (sentence) => said.push(sentence) });
    await migrate(postgres.url);
    await query(postgres.url, `insert into "Setting" values ('kept', '1')`);
    process.kill(postgres.pid(), "SIGKILL");
    await until(() =>
      query(postgres.url, `select value from "Setting"`).then(
        (rows) => rows.length === 1,
        () => false,
      ),
    );
    expect(said[0]).toContain("PostgreSQL ended by itself and is being started again");
    await postgres.stop();
  });

  test("a second one on the same data is refused and told who has it", async () => {
    startedBefore();
    const first = await startEmbeddedPostgres({ dataDir, purpose: "first" });
    await expect(startEmbeddedPostgres({ dataDir, purpose: "second" })).rejects.toThrow(
      `in use by another Lastgood (lastgood first, process ${process.pid})`,
    );
    expect(await query(first.url.replace("/lastgood", "/postgres"), "select 1 as one")).toEqual([{ one: 1 }]);
    await first.stop();
  });
});

describe("the process that runs it is killed", () => {
  const script = (dir: string) => `
    import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres/start-embedded-postgres";
    const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dir)} });
    console.log(postgres.pid());`;

  async function startElsewhere(): Promise<{ supervisor: ReturnType<typeof spawn>; pid: number }> {
    startedBefore();
    const file = path.join(dataDir, "supervisor.mts");
    writeFileSync(file, script(dataDir));
    const args = ["--import", "tsx", file];
    const supervisor = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve("tsconfig.json") },
    });
    const [line] = (await once(createInterface({ input: supervisor.stdout! }), "line")) as [string];
    return { supervisor, pid: Number(line) };
  }

  test("PostgreSQL stops by itself, and the next start works", async () => {
    const { supervisor, pid } = await startElsewhere();
    supervisor.kill("SIGKILL");
    await until(() => !isRunning(pid));
    const next = await startEmbeddedPostgres({ dataDir });
    await next.stop();
  });

  test("an orphan that nobody stopped is stopped by the next start", async () => {
    const { supervisor, pid } = await startElsewhere();
    const guard = guardOf(pid);
    process.kill(guard, "SIGKILL");
    supervisor.kill("SIGKILL");
    await once(supervisor, "exit");
    expect(isRunning(pid)).toBe(true);
    const next = await startEmbeddedPostgres({ dataDir });
    await until(() => !isRunning(pid));
    await next.stop();
  });

  // Slim systems have no ps, and macOS has no /proc.
  function guardOf(pid: number): number {
    const isGuard = (command: string) => command.includes(`kill -INT ${pid}`);
    if (process.platform !== "linux") {
      const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
      return Number(lines.find(isGuard)?.trim().split(" ")[0]);
    }
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return Number(pids.find((each) => existsSync(`/proc/${each}/cmdline`) && isGuard(readFileSync(`/proc/${each}/cmdline`, "utf8"))));
  }
});

test.runIf(process.platform === "linux")("a killed PostgreSQL that nobody reaps does not hold its data for ever", async () => {
  startedBefore();
  const { folder, runAs } = existingClusterFolder(dataDir)!;
  // Its child ends while nobody waits for it; of the user that PostgreSQL runs as, or PostgreSQL would see that it is another's.
  const parent = spawn("/bin/sh", ["-c", "sleep 0.1 & echo $!; exec sleep 60"], { ...runAs, stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [pid] = (await once(createInterface({ input: parent.stdout }), "line")) as [string];
    await until(() => /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8")));
    writeFileSync(path.join(folder, "postmaster.pid"), `${pid}\n${folder}\n0\n5432\n`);
    await (await startEmbeddedPostgres({ dataDir })).stop();
  } finally {
    parent.kill("SIGKILL");
  }
});

describe("what it refuses, in words", () => {
  test("data of another major version", async () => {
    const folder = startedBefore();
    writeFileSync(path.join(folder, "PG_VERSION"), "17\n");
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      /was written by PostgreSQL 17, and this Lastgood brings PostgreSQL 18/,
    );
    expect(readFileSync(path.join(folder, "PG_VERSION"), "utf8")).toBe("17\n");
  });

  test("data whose password file is gone", async () => {
    mkdirSync(path.join(dataDir, "postgres"));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/holds a database, but .*postgres\.json with its password is gone/);
  });
});

test("a pid file that names another program is not taken for PostgreSQL", () => {
  writeFileSync(path.join(dataDir, "postmaster.pid"), `${process.pid}\n/nowhere\n0\n5432\n`);
  expect([existsSync(path.join(dataDir, "postmaster.pid")), runningPostmaster(dataDir)]).toEqual([true, undefined]);
});

test.runIf(process.getuid?.() === 0)("root's data in a folder closed to others is kept elsewhere, and found again", async () => {
  const closed = path.join(dataDir, "closed");
  mkdirSync(closed, { mode: 0o700 });
  const first = await startEmbeddedPostgres({ dataDir: closed });
  await first.stop();
  const folder = existingClusterFolder(closed)?.folder ?? "";
  expect(folder).toMatch(/^\/var\/lib\/lastgood\//);
  const second = await startEmbeddedPostgres({ dataDir: closed });
  await second.stop();
  removeClusterFolder(closed);
  expect(existsSync(folder)).toBe(false);
});
