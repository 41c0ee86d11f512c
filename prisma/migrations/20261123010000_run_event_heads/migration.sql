-- A long run opens without reading its data (ADR 85). Events stored before have no head; their bodies are read.

ALTER TABLE "run_event" ADD COLUMN "head" JSON;
