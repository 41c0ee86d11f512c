-- What Prisma's schema cannot say: names, checks, history that cannot be changed, and the wall between tenants.
-- Invariant: every table has row-level security enabled and FORCED, and the application's role owns none of them.

-- A deleted workflow frees its name.
CREATE UNIQUE INDEX "workflow_name_key" ON "workflow" ("tenant_id", "namespace_id", "name") WHERE "deleted_at" IS NULL;

ALTER TABLE "membership" ADD CONSTRAINT "membership_role_check" CHECK ("role" IN ('owner', 'admin', 'editor', 'viewer'));
ALTER TABLE "run" ADD CONSTRAINT "run_status_check"
  CHECK ("status" IN ('pending', 'running', 'suspended', 'completed', 'faulted', 'cancelled'));
ALTER TABLE "run" ADD CONSTRAINT "run_start_state_check" CHECK ("start_state" IN ('pending', 'started', 'abandoned'));
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_seq_check" CHECK ("seq" >= 1);
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_email_check" CHECK ("email" = lower("email"));

-- History: versions and the audit log stay as they were written, whoever asks.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are immutable', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "workflow_version_immutable" BEFORE UPDATE OR DELETE ON "workflow_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "workflow_version_kept" BEFORE TRUNCATE ON "workflow_version"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_event_immutable" BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_event_kept" BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The audit chain: each hash covers the row and the hash before it. The database numbers and hashes, so no caller can skip.
CREATE FUNCTION "audit_event_hash"("row" "audit_event") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256("row"."prev_hash" || convert_to(jsonb_build_array(
    "row"."tenant_id", "row"."seq", floor(extract(epoch FROM "row"."at") * 1000)::bigint,
    "row"."actor_id", "row"."action", "row"."target", "row"."detail"::text
  )::text, 'UTF8'))
$$;
CREATE FUNCTION "chain_audit_event"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "last" "audit_event";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_event/' || NEW."tenant_id", 0));
  SELECT * INTO "last" FROM "audit_event" WHERE "tenant_id" = NEW."tenant_id" ORDER BY "seq" DESC LIMIT 1;
  NEW."seq" := coalesce("last"."seq", 0) + 1;
  NEW."at" := date_trunc('milliseconds', clock_timestamp());
  NEW."prev_hash" := coalesce("last"."hash", decode(repeat('00', 32), 'hex'));
  NEW."hash" := "audit_event_hash"(NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER "audit_event_chain" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "chain_audit_event"();

-- The application's role. It may log in only after the migration runner has given it a password.
DO $$
BEGIN
  CREATE ROLE "ironweave_app" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of this server made it
END $$;
GRANT USAGE ON SCHEMA "public" TO "ironweave_app";
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "namespace", "user_account", "membership", "session", "api_token", "secret", "workflow" TO "ironweave_app";
GRANT SELECT, INSERT, UPDATE ON "tenant", "run" TO "ironweave_app";
GRANT SELECT, INSERT ON "workflow_version", "run_event", "payload_blob", "audit_event" TO "ironweave_app";

-- The tenant of this transaction, or null: then nothing is visible and nothing can be written.
CREATE FUNCTION "current_tenant"() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.tenant_id', true), '')::uuid
$$;

DO $$
DECLARE
  "name" text;
BEGIN
  FOREACH "name" IN ARRAY ARRAY[
    'tenant', 'namespace', 'user_account', 'membership', 'session', 'api_token', 'secret', 'workflow', 'workflow_version',
    'run', 'run_event', 'payload_blob', 'audit_event'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', "name");
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', "name");
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())',
      "name" || '_tenant', "name"
    );
  END LOOP;
END $$;

-- Two narrow doors, read-only: a login looks an address up before its tenant is known, and the reconciler lists tenants.
CREATE POLICY "user_account_login" ON "user_account" FOR SELECT
  USING ("email" = nullif(current_setting('app.login_email', true), ''));
CREATE POLICY "tenant_list" ON "tenant" FOR SELECT USING (current_setting('app.scope', true) = 'all-tenants');
