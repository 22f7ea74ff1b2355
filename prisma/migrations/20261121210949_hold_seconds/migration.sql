-- AlterTable
ALTER TABLE "Environment" RENAME COLUMN "holdHours" TO "holdSeconds";
ALTER TABLE "Environment" ALTER COLUMN "holdSeconds" SET DEFAULT 86400;
UPDATE "Environment" SET "holdSeconds" = "holdSeconds" * 3600;
