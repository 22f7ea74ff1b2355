-- AlterTable
ALTER TABLE "Rollback" ADD COLUMN     "again" TEXT;

-- AlterTable
ALTER TABLE "RollbackPlan" ADD COLUMN     "again" TEXT,
ADD COLUMN     "asked" JSONB NOT NULL DEFAULT '{}';

