-- AlterTable
ALTER TABLE "RollbackPlan" DROP COLUMN "diff";

