-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Environment" (
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "context" TEXT,
    "namespaces" TEXT[],
    "selector" TEXT,
    "soakSeconds" INTEGER NOT NULL,
    "stamps" TEXT[],
    "heardAt" TIMESTAMP(3),
    "problem" TEXT,
    "problemSince" TIMESTAMP(3),

    CONSTRAINT "Environment_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Bot" (
    "id" TEXT NOT NULL,
    "environmentName" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "uid" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMP(3) NOT NULL,
    "archivedAt" TIMESTAMP(3),
    "verdict" TEXT NOT NULL DEFAULT 'unknown',
    "verdictReasons" JSONB NOT NULL DEFAULT '[]',
    "verdictSince" TIMESTAMP(3) NOT NULL,
    "sight" JSONB NOT NULL,
    "sightAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Bot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Release" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "hashVersion" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "images" JSONB NOT NULL,
    "commit" TEXT,
    "author" TEXT,
    "changeCause" TEXT,
    "fieldOwners" JSONB NOT NULL,
    "origin" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMP(3) NOT NULL,
    "availableAt" TIMESTAMP(3),
    "knownGoodAt" TIMESTAMP(3),
    "markedBadAt" TIMESTAMP(3),
    "markedBadBy" JSONB,
    "markedBadReason" TEXT,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rollout" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "releaseId" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),
    "broughtBy" JSONB NOT NULL,
    "origin" TEXT NOT NULL,
    "revision" INTEGER,
    "verdict" TEXT NOT NULL DEFAULT 'unknown',
    "stamp" TEXT NOT NULL DEFAULT '',
    "healthySince" TIMESTAMP(3),
    "rollbackId" TEXT,

    CONSTRAINT "Rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RolloutEvent" (
    "id" TEXT NOT NULL,
    "rolloutId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "RolloutEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RollbackPlan" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "fromReleaseId" TEXT NOT NULL,
    "toReleaseId" TEXT NOT NULL,
    "liveUid" TEXT NOT NULL,
    "liveTemplate" TEXT NOT NULL,
    "diff" JSONB NOT NULL,
    "guards" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdBy" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RollbackPlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rollback" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "fromReleaseId" TEXT NOT NULL,
    "toReleaseId" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "startedBy" JSONB NOT NULL,
    "reason" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "replacedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "deadlineAt" TIMESTAMP(3),
    "generation" INTEGER,
    "leaseHolder" TEXT,
    "leaseEpoch" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMP(3),

    CONSTRAINT "Rollback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RollbackStep" (
    "rollbackId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "evidence" JSONB,

    CONSTRAINT "RollbackStep_pkey" PRIMARY KEY ("rollbackId","name")
);

-- CreateTable
CREATE TABLE "RollbackRemark" (
    "rollbackId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "tone" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,

    CONSTRAINT "RollbackRemark_pkey" PRIMARY KEY ("rollbackId","key")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "sessionVersion" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "disabledAt" TIMESTAMP(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdBy" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetupLink" (
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "SetupLink_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "botId" TEXT,
    "subject" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "requestId" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Worker" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "beatAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "Bot_environmentName_namespace_kind_name_key" ON "Bot"("environmentName", "namespace", "kind", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Release_botId_hashVersion_hash_key" ON "Release"("botId", "hashVersion", "hash");

-- CreateIndex
CREATE INDEX "Rollout_botId_since_idx" ON "Rollout"("botId", "since" DESC);

-- CreateIndex
CREATE INDEX "RolloutEvent_rolloutId_at_idx" ON "RolloutEvent"("rolloutId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Rollback_planId_key" ON "Rollback"("planId");

-- CreateIndex
CREATE INDEX "Rollback_botId_startedAt_idx" ON "Rollback"("botId", "startedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "AuditEntry_botId_seq_idx" ON "AuditEntry"("botId", "seq");

-- AddForeignKey
ALTER TABLE "Bot" ADD CONSTRAINT "Bot_environmentName_fkey" FOREIGN KEY ("environmentName") REFERENCES "Environment"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Release" ADD CONSTRAINT "Release_botId_fkey" FOREIGN KEY ("botId") REFERENCES "Bot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rollout" ADD CONSTRAINT "Rollout_botId_fkey" FOREIGN KEY ("botId") REFERENCES "Bot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rollout" ADD CONSTRAINT "Rollout_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RolloutEvent" ADD CONSTRAINT "RolloutEvent_rolloutId_fkey" FOREIGN KEY ("rolloutId") REFERENCES "Rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RollbackPlan" ADD CONSTRAINT "RollbackPlan_botId_fkey" FOREIGN KEY ("botId") REFERENCES "Bot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rollback" ADD CONSTRAINT "Rollback_botId_fkey" FOREIGN KEY ("botId") REFERENCES "Bot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RollbackStep" ADD CONSTRAINT "RollbackStep_rollbackId_fkey" FOREIGN KEY ("rollbackId") REFERENCES "Rollback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RollbackRemark" ADD CONSTRAINT "RollbackRemark_rollbackId_fkey" FOREIGN KEY ("rollbackId") REFERENCES "Rollback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What the schema language cannot say.

-- One active rollback per bot, however many people confirm at once.
create unique index "Rollback_one_active_per_bot" on "Rollback" ("botId") where phase in ('applying', 'following', 'verifying');

-- One release is live at a time.
create unique index "Rollout_one_open_per_bot" on "Rollout" ("botId") where until is null;

-- The audit log only grows.
create function "AuditEntry_refuse_change"() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only: % of "AuditEntry" refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger "AuditEntry_append_only" before update or delete on "AuditEntry"
  for each row execute function "AuditEntry_refuse_change"();

create trigger "AuditEntry_no_truncate" before truncate on "AuditEntry"
  for each statement execute function "AuditEntry_refuse_change"();
