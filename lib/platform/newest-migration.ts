/** The newest folder in `prisma/migrations`, written down so that the web server need not look for it. */
export const NEWEST_MIGRATION = "20261201003101_rollouts_of_a_release";
