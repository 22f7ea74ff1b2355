-- AlterTable
ALTER TABLE "RollbackPlan" ADD COLUMN     "changeCause" TEXT;

