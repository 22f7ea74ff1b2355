-- CreateTable
CREATE TABLE "Quarantine" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "releaseId" TEXT NOT NULL,
    "reason" TEXT,
    "by" JSONB NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "rollbackId" TEXT,
    "liftedAt" TIMESTAMP(3),
    "liftedBy" JSONB,
    "liftReason" TEXT,

    CONSTRAINT "Quarantine_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Quarantine_botId_idx" ON "Quarantine"("botId");

-- CreateIndex
CREATE INDEX "Quarantine_releaseId_idx" ON "Quarantine"("releaseId");

-- AddForeignKey
ALTER TABLE "Quarantine" ADD CONSTRAINT "Quarantine_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- A release is in quarantine once, however many people say so.
create unique index "Quarantine_one_open_per_release" on "Quarantine" ("releaseId") where "liftedAt" is null;

-- What was marked bad by hand stays so.
insert into "Quarantine" (id, "botId", "releaseId", reason, by, since)
select 'qua_' || substr(md5(id), 1, 24), "botId", id, "markedBadReason", coalesce("markedBadBy", '{"kind": "system", "job": "worker"}'), "markedBadAt"
from "Release" where "markedBadAt" is not null;

-- What a rollback left is in quarantine too, unless it proved itself again after that.
insert into "Quarantine" (id, "botId", "releaseId", reason, by, since, "rollbackId")
select distinct on (r.id) 'qua_' || substr(md5(b.id), 1, 24), r."botId", r.id, b.reason, b."startedBy", b."acceptedAt", b.id
from "Rollback" b join "Release" r on r.id = b."fromReleaseId"
where b."acceptedAt" is not null and (r."knownGoodAt" is null or r."knownGoodAt" <= b."acceptedAt")
order by r.id, b."acceptedAt" desc
on conflict do nothing;

-- AlterTable
ALTER TABLE "Release" DROP COLUMN "markedBadAt",
DROP COLUMN "markedBadBy",
DROP COLUMN "markedBadReason";
