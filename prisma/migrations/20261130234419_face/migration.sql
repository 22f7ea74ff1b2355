-- AlterTable
ALTER TABLE "Bot" ADD COLUMN     "supportNote" JSONB,
ADD COLUMN     "team" TEXT;

-- AlterTable
ALTER TABLE "Environment" ADD COLUMN     "alwaysTypeName" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "teamLabel" TEXT;

-- CreateTable
CREATE TABLE "RollbackLesson" (
    "rollbackId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "by" JSONB NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RollbackLesson_pkey" PRIMARY KEY ("rollbackId","version")
);

-- CreateTable
CREATE TABLE "PublicLink" (
    "id" TEXT NOT NULL,
    "environmentName" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdBy" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "revokedBy" JSONB,

    CONSTRAINT "PublicLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PublicLink_hash_key" ON "PublicLink"("hash");

-- CreateIndex
CREATE INDEX "PublicLink_environmentName_idx" ON "PublicLink"("environmentName");

-- AddForeignKey
ALTER TABLE "RollbackLesson" ADD CONSTRAINT "RollbackLesson_rollbackId_fkey" FOREIGN KEY ("rollbackId") REFERENCES "Rollback"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublicLink" ADD CONSTRAINT "PublicLink_environmentName_fkey" FOREIGN KEY ("environmentName") REFERENCES "Environment"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

