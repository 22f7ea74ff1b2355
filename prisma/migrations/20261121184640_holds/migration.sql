-- AlterTable
ALTER TABLE "Environment" ADD COLUMN     "holdHours" INTEGER NOT NULL DEFAULT 24;

-- AlterTable
ALTER TABLE "Rollback" ADD COLUMN     "undoes" TEXT,
ADD COLUMN     "watchedUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "RollbackPlan" ADD COLUMN     "undoes" TEXT;

-- CreateTable
CREATE TABLE "Hold" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "rollbackId" TEXT NOT NULL,
    "releaseId" TEXT NOT NULL,
    "owner" JSONB NOT NULL,
    "reason" TEXT,
    "since" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "remindedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endedBy" JSONB,
    "endedBecause" TEXT,
    "endReason" TEXT,

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Hold_botId_idx" ON "Hold"("botId");

-- CreateIndex
CREATE INDEX "Hold_rollbackId_idx" ON "Hold"("rollbackId");

-- AddForeignKey
ALTER TABLE "Hold" ADD CONSTRAINT "Hold_rollbackId_fkey" FOREIGN KEY ("rollbackId") REFERENCES "Rollback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- One hold keeps a release away.
create unique index "Hold_one_open_per_release" on "Hold" ("releaseId") where "endedAt" is null;
