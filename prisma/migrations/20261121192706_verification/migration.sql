-- AlterTable
ALTER TABLE "Environment" ADD COLUMN     "verifySeconds" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "waitForTerminating" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Rollback" ADD COLUMN     "deadlineStep" TEXT,
ADD COLUMN     "deadlineWhy" TEXT;

