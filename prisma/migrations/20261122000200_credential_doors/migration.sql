-- Two more narrow doors, read-only: a request is told by the hash of its session or token before its tenant is known.
CREATE POLICY "session_credential" ON "session" FOR SELECT
  USING ("token_hash" = decode(nullif(current_setting('app.credential', true), ''), 'hex'));
CREATE POLICY "api_token_credential" ON "api_token" FOR SELECT
  USING ("token_hash" = decode(nullif(current_setting('app.credential', true), ''), 'hex'));
