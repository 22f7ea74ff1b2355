-- AlterTable
ALTER TABLE "Environment" ADD COLUMN     "watchSecrets" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Release" ADD COLUMN     "codeHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "config" JSONB,
ADD COLUMN     "digests" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "secrets" JSONB;

-- AlterTable
ALTER TABLE "RollbackPlan" ADD COLUMN     "bringTemplate" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "choice" TEXT NOT NULL DEFAULT 'code-and-config',
ADD COLUMN     "copies" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "Rollout" ADD COLUMN     "change" TEXT,
ADD COLUMN     "configMaps" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "configSince" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Content" (
    "hash" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Content_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "ContentKey" (
    "id" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "wrappedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ContentKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RewrittenConfig" (
    "environmentName" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RewrittenConfig_pkey" PRIMARY KEY ("environmentName","namespace","name")
);

-- CreateIndex
CREATE INDEX "Content_createdAt_idx" ON "Content"("createdAt");

-- AddForeignKey
ALTER TABLE "Content" ADD CONSTRAINT "Content_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "ContentKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Releases so far were hashed by their template alone.
UPDATE "Release" SET "codeHash" = hash;

-- Found whenever a template comes back with another config.
CREATE INDEX "Release_botId_codeHash_idx" ON "Release"("botId", "codeHash");
