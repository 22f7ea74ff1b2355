-- AlterTable
ALTER TABLE "Rollback" ADD COLUMN     "inTheWay" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "RollbackPlan" ADD COLUMN     "resumes" BOOLEAN NOT NULL DEFAULT false;
