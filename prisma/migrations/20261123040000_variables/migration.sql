-- Values that outlive a step or a run (ADR 101).
-- CreateTable
CREATE TABLE "variable" (
    "tenant_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSON NOT NULL,
    "version" BIGSERIAL NOT NULL,
    "written_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "variable_pkey" PRIMARY KEY ("tenant_id","scope","owner","key")
);

-- What Prisma cannot say: checks, rights, and the wall between tenants.
ALTER TABLE "variable" ADD CONSTRAINT "variable_scope_check" CHECK ("scope" IN ('namespace', 'workflow', 'instance'));
GRANT SELECT, INSERT, UPDATE, DELETE ON "variable" TO "ironweave_app";
GRANT USAGE ON SEQUENCE "variable_version_seq" TO "ironweave_app";
ALTER TABLE "variable" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "variable" FORCE ROW LEVEL SECURITY;
CREATE POLICY "variable_tenant" ON "variable" USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
