-- Lines that steps write while they run (ADR 115): in batches, numbered within the run.
-- CreateTable
CREATE TABLE "run_log" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "tenant_id" UUID NOT NULL,
    "execution" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "writer" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lines" TEXT[] NOT NULL,
    "total_bytes" BIGINT NOT NULL,

    CONSTRAINT "run_log_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_log_run_id_writer_part_key" ON "run_log"("run_id", "writer", "part");

-- CreateIndex
CREATE INDEX "run_log_run_id_execution_seq_idx" ON "run_log"("run_id", "execution", "seq");

-- CreateIndex
CREATE INDEX "run_log_tenant_id_run_id_idx" ON "run_log"("tenant_id", "run_id");

-- AddForeignKey
ALTER TABLE "run_log" ADD CONSTRAINT "run_log_tenant_id_run_id_fkey" FOREIGN KEY ("tenant_id", "run_id") REFERENCES "run"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: rights, and the wall between tenants. A line that is written stays as it is.
GRANT SELECT, INSERT ON "run_log" TO "ironweave_app";
ALTER TABLE "run_log" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "run_log" FORCE ROW LEVEL SECURITY;
CREATE POLICY "run_log_tenant" ON "run_log" USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
