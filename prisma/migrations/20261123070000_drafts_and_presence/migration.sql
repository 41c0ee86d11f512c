-- Drafts are per person (ADR 119), and people on one workflow see each other (ADR 120). `workflow.draft_text` is from now on the
-- text that everybody's draft begins with: what was the one draft of all is still there for all.
-- AlterTable
ALTER TABLE "workflow" ADD COLUMN "head_version_id" UUID;

-- CreateTable
CREATE TABLE "workflow_draft" (
    "tenant_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "base_text" TEXT NOT NULL,
    "base_revision" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_draft_pkey" PRIMARY KEY ("workflow_id","user_id")
);

-- CreateTable
CREATE TABLE "workflow_presence" (
    "tenant_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "selected" TEXT,
    "unpublished" BOOLEAN NOT NULL DEFAULT false,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workflow_presence_pkey" PRIMARY KEY ("workflow_id","user_id","client_id")
);

-- CreateIndex
CREATE INDEX "workflow_draft_tenant_id_user_id_idx" ON "workflow_draft"("tenant_id", "user_id");

-- CreateIndex
CREATE INDEX "workflow_presence_tenant_id_expires_at_idx" ON "workflow_presence"("tenant_id", "expires_at");

-- AddForeignKey
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_tenant_id_workflow_id_fkey" FOREIGN KEY ("tenant_id", "workflow_id") REFERENCES "workflow"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_presence" ADD CONSTRAINT "workflow_presence_tenant_id_workflow_id_fkey" FOREIGN KEY ("tenant_id", "workflow_id") REFERENCES "workflow"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_presence" ADD CONSTRAINT "workflow_presence_tenant_id_user_id_fkey" FOREIGN KEY ("tenant_id", "user_id") REFERENCES "user_account"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: rights, and the wall between tenants.
GRANT SELECT, INSERT, UPDATE, DELETE ON "workflow_draft", "workflow_presence" TO "ironweave_app";
DO $$
DECLARE
  "name" text;
BEGIN
  FOREACH "name" IN ARRAY ARRAY['workflow_draft', 'workflow_presence'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "name");
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', "name");
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())',
      "name" || '_tenant', "name"
    );
  END LOOP;
END $$;

-- The version that the common text is, where it is one: the latest whose text it is.
UPDATE "workflow" w SET "head_version_id" = (
  SELECT v."id" FROM "workflow_version" v
  WHERE v."workflow_id" = w."id" AND v."text" = w."draft_text" ORDER BY v."number" DESC LIMIT 1
);
