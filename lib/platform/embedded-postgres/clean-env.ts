/** The environment for PostgreSQL's programs: none of ours, where PGDATA or PGPORT might stand. */
export const CLEAN_ENV = { PATH: "/usr/bin:/bin:/usr/sbin:/sbin", LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;
